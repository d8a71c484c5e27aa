//! The browser's clock, and what it shows at a cafe.

use shared::clock::BusinessDay;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

/// Milliseconds since 1970 by this device.
pub fn now_ms() -> i64 {
    // The browser counts in whole milliseconds, far below where a float loses them.
    #[allow(clippy::cast_possible_truncation)]
    let now = js_sys::Date::now() as i64;
    now
}

/// `10:42` at a place, or by this device where the browser does not know the place.
pub fn local_time(ms: i64, timezone: &str) -> String {
    let options = options(&[
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("hourCycle", "h23"),
    ]);
    written(ms, timezone, "en-GB", &options)
}

/// The date at a place.
pub fn local_day(ms: i64, timezone: &str) -> Option<BusinessDay> {
    let options = options(&[
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
    ]);
    // Sweden writes dates as ISO does.
    written(ms, timezone, "sv-SE", &options).parse().ok()
}

fn options(pairs: &[(&str, &str)]) -> js_sys::Object {
    let options = js_sys::Object::new();
    for (name, value) in pairs {
        set(&options, name, value);
    }
    options
}

fn set(object: &js_sys::Object, name: &str, value: &str) {
    // A plain object takes any property.
    let _ = js_sys::Reflect::set(object, &name.into(), &value.into());
}

fn written(ms: i64, timezone: &str, locale: &str, options: &js_sys::Object) -> String {
    set(options, "timeZone", timezone);
    let there = try_written(ms, locale, options);
    there
        .or_else(|_| {
            let _ = js_sys::Reflect::delete_property(options, &"timeZone".into());
            try_written(ms, locale, options)
        })
        .unwrap_or_default()
}

/// Through `Reflect`, because the browser throws where it does not know the time zone.
fn try_written(ms: i64, locale: &str, options: &js_sys::Object) -> Result<String, JsValue> {
    let intl = js_sys::Reflect::get(&js_sys::global(), &"Intl".into())?;
    let format = js_sys::Reflect::get(&intl, &"DateTimeFormat".into())?;
    let arguments = js_sys::Array::of2(&locale.into(), options);
    let format =
        js_sys::Reflect::construct(format.unchecked_ref::<js_sys::Function>(), &arguments)?;
    let write = js_sys::Reflect::get(&format, &"format".into())?;
    let text = js_sys::Function::from(write).call1(&format, &number(ms))?;
    text.as_string().ok_or(JsValue::NULL)
}

fn number(ms: i64) -> JsValue {
    // Exact up to the year 287,396.
    #[allow(clippy::cast_precision_loss)]
    JsValue::from_f64(ms as f64)
}

/// Whether somebody can see the page now.
pub fn is_page_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| !document.hidden())
}

/// Something that happens later; dropping it calls it off.
pub struct Alarm {
    id: i32,
    repeats: bool,
    _ring: Closure<dyn FnMut()>,
}

impl Alarm {
    /// Rings once.
    pub fn once(ms: i32, ring: impl FnMut() + 'static) -> Option<Self> {
        let ring = Closure::<dyn FnMut()>::new(ring);
        let target = ring.as_ref().unchecked_ref();
        let id = web_sys::window()?
            .set_timeout_with_callback_and_timeout_and_arguments_0(target, ms)
            .ok()?;
        Some(Self {
            id,
            repeats: false,
            _ring: ring,
        })
    }

    /// Rings again and again.
    pub fn every(ms: i32, ring: impl FnMut() + 'static) -> Option<Self> {
        let ring = Closure::<dyn FnMut()>::new(ring);
        let target = ring.as_ref().unchecked_ref();
        let id = web_sys::window()?
            .set_interval_with_callback_and_timeout_and_arguments_0(target, ms)
            .ok()?;
        Some(Self {
            id,
            repeats: true,
            _ring: ring,
        })
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            match self.repeats {
                true => window.clear_interval_with_handle(self.id),
                false => window.clear_timeout_with_handle(self.id),
            }
        }
    }
}

/// Calls `ring` again and again while the component is shown, always the one of the last drawing.
#[hook]
pub fn use_every(ms: i32, ring: impl Fn() + 'static) {
    let latest = use_mut_ref(|| Rc::new(|| ()) as Rc<dyn Fn()>);
    *latest.borrow_mut() = Rc::new(ring);
    use_effect_with(ms, move |ms| {
        let alarm = Alarm::every(*ms, move || {
            let ring = Rc::clone(&latest.borrow());
            ring();
        });
        move || drop(alarm)
    });
}
