//! The grid of products. Only the rows that are seen are in the page, and a tap draws only the tile it changes:
//! with 20,000 products it costs what it costs with twenty. A tile looks pressed when a press lasts: a tap is shown by
//! what it did, and not drawn twice before that.

use super::{Counts, OrderAction, Presses, Touch, Window, quantity_text};
use crate::counter::{Action, on_touch};
use crate::menu::Card;
use crate::till::TillAction;
use kit::locale::Locale;
use kit::money::money;
use kit::page;
use kit::taps::{self, Taps};
use kit::words::counter::Counter;
use kit::words::first_day::FirstDay;
use shared::id::ProductId;
use shared::menu::Price;
use std::collections::HashMap;
use std::rc::Rc;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};
use yew::prelude::*;

/// The measuring of taps, which is the same on every draw.
#[derive(Clone, Default)]
pub struct TapsProp(pub Taps);

impl PartialEq for TapsProp {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What [`ProductGrid`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ProductGridProps {
    /// The products.
    pub cards: Rc<Vec<Rc<Card>>>,
    /// How much of each the order has.
    pub counts: Rc<Counts>,
    /// What is searched for.
    pub text: String,
    /// Whether there is no menu at all.
    pub empty_menu: bool,
    /// Whether the till is in no business, so that a menu can only come from here.
    pub alone: bool,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
    /// Where taps are measured.
    pub taps: TapsProp,
}

/// What a tile that looks pressed is marked with.
const DOWN: &str = "down";
/// From this long on a press is shown, in milliseconds.
const SHOWN_AFTER_MS: i32 = 80;

/// The grid of products.
pub struct ProductGrid {
    place: NodeRef,
    tiles: NodeRef,
    presses: Presses,
    /// The tiles that look pressed.
    sunk: HashMap<i32, Element>,
    window: Window,
    focused: usize,
    measured: bool,
    /// Pixels above the drawn rows, as the page has them: to set them again would style every tile anew.
    above: Option<usize>,
}

/// What the grid hears.
pub enum Heard {
    /// A press began.
    Down(PointerEvent),
    /// A press of this pointer, begun then, may have lasted long enough to be shown.
    Lasts(i32, Element, f64),
    /// A press ended.
    Up(PointerEvent),
    /// The system took a press away.
    Cancelled(PointerEvent),
    /// A click, with or without a press before it.
    Clicked(MouseEvent),
    /// A key on a tile.
    Key(KeyboardEvent),
    /// It was scrolled.
    Scrolled,
    /// The window has another size.
    Resized,
}

impl Component for ProductGrid {
    type Message = Heard;
    type Properties = ProductGridProps;

    fn create(ctx: &Context<Self>) -> Self {
        let resized = ctx.link().callback(|()| Heard::Resized);
        page::on_resize(move || resized.emit(()));
        Self {
            place: NodeRef::default(),
            tiles: NodeRef::default(),
            presses: Presses::default(),
            sunk: HashMap::new(),
            window: Window {
                columns: 4,
                row: 140,
                height: 700,
                scrolled: 0,
            },
            focused: 0,
            measured: false,
            above: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &ProductGridProps) -> bool {
        if ctx.props().cards != old.cards {
            self.focused = 0;
            self.window.scrolled = 0;
            if let Some(place) = self.place.cast::<HtmlElement>() {
                place.set_scroll_top(0);
            }
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, heard: Heard) -> bool {
        match heard {
            Heard::Down(event) => {
                self.pressed(ctx, &event);
                false
            }
            Heard::Lasts(pointer, tile, since) => {
                if self.presses.lasts(pointer, since) {
                    page::mark(&tile, DOWN, true);
                    self.sunk.insert(pointer, tile);
                }
                false
            }
            Heard::Up(event) => {
                self.risen(event.pointer_id());
                let touch =
                    self.presses
                        .up(event.pointer_id(), product_at(&event), event.time_stamp());
                self.touched(ctx, touch, event.time_stamp())
            }
            Heard::Cancelled(event) => {
                self.risen(event.pointer_id());
                self.presses.cancel(event.pointer_id());
                false
            }
            Heard::Clicked(event) => {
                let touch = product_at(&event)
                    .and_then(|product| self.presses.click(product, event.time_stamp()));
                self.touched(ctx, touch, event.time_stamp())
            }
            Heard::Key(event) => self.key(ctx, &event),
            Heard::Scrolled => self.measure(),
            Heard::Resized => self.measure(),
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        // There is nothing to measure before there is a menu.
        let there = self.place.get().is_some();
        if there && !self.measured {
            ctx.link().send_message(Heard::Resized);
            taps::first_drawn();
        }
        self.measured = there;
        let above = self.window.rows_above(ctx.props().cards.len()) * self.window.row;
        match self.tiles.cast::<HtmlElement>() {
            None => self.above = None,
            Some(_) if self.above == Some(above) => {}
            Some(tiles) => {
                self.above = Some(above);
                page::set_style(&tiles, "--above", &format!("{above}px"));
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let words = Counter::of(props.locale.language);
        if props.cards.is_empty() {
            return empty(props, words);
        }
        let link = ctx.link();
        let rows = self.window.rows(props.cards.len());
        let drawn = self.window.tiles(props.cards.len());
        html! {
            <main class="main">
                <div class="grid-place" ref={self.place.clone()} onscroll={link.callback(|_: Event| Heard::Scrolled)}>
                    <Length rows={rows} row={self.window.row} />
                    <div class="grid" ref={self.tiles.clone()} role="group" aria-label={words.products_label()} data-testid="grid"
                        onpointerdown={link.callback(Heard::Down)} onpointerup={link.callback(Heard::Up)}
                        onpointercancel={link.callback(Heard::Cancelled)} onpointerleave={link.callback(Heard::Cancelled)}
                        onclick={link.callback(Heard::Clicked)}
                        onkeydown={link.callback(Heard::Key)}>
                        { for drawn.map(|place| self.tile(props, place)) }
                    </div>
                </div>
            </main>
        }
    }
}

impl ProductGrid {
    fn tile(&self, props: &ProductGridProps, place: usize) -> Html {
        let card = Rc::clone(&props.cards[place]);
        let count = props
            .counts
            .get(&card.product.id)
            .copied()
            .unwrap_or_default();
        let key = card.key.clone();
        html! { <Tile {key} {card} {count} {place} stop={place == self.focused} locale={props.locale} /> }
    }

    fn pressed(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        let (pointer, since) = (event.pointer_id(), event.time_stamp());
        self.risen(pointer);
        let (Some(tile), Some(product)) = (tile_of(event), product_at(event)) else {
            return;
        };
        self.presses.down(pointer, product, since);
        let link = ctx.link().clone();
        page::after(SHOWN_AFTER_MS, move || {
            link.send_message(Heard::Lasts(pointer, tile, since));
        });
    }

    fn risen(&mut self, pointer: i32) {
        if let Some(tile) = self.sunk.remove(&pointer) {
            page::mark(&tile, DOWN, false);
        }
    }

    fn touched(&mut self, ctx: &Context<Self>, touch: Option<Touch>, time_stamp: f64) -> bool {
        let Some(touch) = touch else { return false };
        let props = ctx.props();
        let action = match touch {
            Touch::Tap(product) => OrderAction::ProductTapped(product),
            Touch::Hold(product) => OrderAction::ProductHeld(product),
        };
        props.taps.0.begun(time_stamp);
        props.act.emit(Action::Order(action));
        false
    }

    /// The grid is one stop of the tab key; the arrows move inside.
    fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let last = ctx.props().cards.len().saturating_sub(1);
        let at = place_at(event).unwrap_or(self.focused);
        let to = match event.key().as_str() {
            "ArrowRight" => at + 1,
            "ArrowLeft" => at.saturating_sub(1),
            "ArrowDown" => at + self.window.columns,
            "ArrowUp" => at.saturating_sub(self.window.columns),
            "Home" => 0,
            "End" => last,
            _ => return false,
        };
        event.prevent_default();
        self.focused = to.min(last);
        self.bring_into_sight();
        let selector = format!("[data-place=\"{}\"]", self.focused);
        page::after(0, move || page::focus(&selector));
        true
    }

    fn bring_into_sight(&mut self) {
        let top = self.focused / self.window.columns.max(1) * self.window.row;
        let bottom = top + self.window.row;
        let scrolled = self
            .window
            .scrolled
            .min(top)
            .max(bottom.saturating_sub(self.window.height));
        if let Some(place) = self.place.cast::<HtmlElement>() {
            place.set_scroll_top(i32::try_from(scrolled).unwrap_or(i32::MAX));
        }
        self.window.scrolled = scrolled;
    }

    /// Reads the measures from the style sheet and the window; answers whether other tiles are to be drawn.
    fn measure(&mut self) -> bool {
        let Some(place) = self.place.cast::<HtmlElement>() else {
            return false;
        };
        let columns = page::number_of(&place, "--columns").unwrap_or(4);
        let least = page::number_of(&place, "--tile-min").unwrap_or(108);
        let gap = page::number_of(&place, "--gap").unwrap_or(10);
        let edge = page::number_of(&place, "--edge-top").unwrap_or_default();
        let height = usize::try_from(place.client_height()).unwrap_or_default();
        let height = height.saturating_sub(edge);
        let rows = ((height + gap) / (least + gap)).max(1);
        let row = ((height + gap) / rows).max(least + gap);
        let scrolled = usize::try_from(place.scroll_top()).unwrap_or_default();
        let seen = Window {
            columns,
            row,
            height,
            scrolled,
        };
        let others = |window: &Window| {
            (
                window.columns,
                window.row,
                window.scrolled / window.row.max(1),
                window.height,
            )
        };
        let changed = others(&seen) != others(&self.window);
        self.window = seen;
        page::set_style(&place, "--row", &format!("{}px", row - gap));
        changed
    }
}

fn tile_of(event: &web_sys::Event) -> Option<Element> {
    let target: Element = event.target_dyn_into()?;
    target.closest("[data-product]").ok()?
}

fn product_at(event: &web_sys::Event) -> Option<ProductId> {
    tile_of(event)?.get_attribute("data-product")?.parse().ok()
}

fn place_at(event: &web_sys::Event) -> Option<usize> {
    tile_of(event)?.get_attribute("data-place")?.parse().ok()
}

fn empty(props: &ProductGridProps, words: Counter) -> Html {
    let text = if props.empty_menu {
        words.no_products().to_owned()
    } else if props.text.trim().is_empty() {
        words.nothing_here().to_owned()
    } else {
        words.no_match(&props.text)
    };
    let free = on_touch(&props.act, OrderAction::FreeAmountOpened);
    html! {
        <main class="main">
            <div class="grid-empty" data-testid="grid-empty">
                <p>{ text }</p>
                if props.empty_menu && props.alone { { bring_menu(props) } }
                <button class="btn line" onclick={free}>{ words.sell_free_amount() }</button>
            </div>
        </main>
    }
}

fn bring_menu(props: &ProductGridProps) -> Html {
    let open = on_touch(&props.act, TillAction::FirstDayOpened);
    let words = FirstDay::of(props.locale.language);
    html! { <button class="btn ink" onclick={open}>{ words.bring_menu() }</button> }
}

/// What [`Length`] needs.
#[derive(Clone, PartialEq, Properties)]
struct LengthProps {
    rows: usize,
    row: usize,
}

/// What makes the grid as long as all its rows, drawn or not.
#[component]
fn Length(props: &LengthProps) -> Html {
    let place = use_node_ref();
    let element = place.clone();
    use_effect_with(props.rows * props.row, move |length| {
        if let Some(element) = element.cast::<HtmlElement>() {
            page::set_style(&element, "height", &format!("{length}px"));
        }
    });
    html! { <div class="grid-length" ref={place} aria-hidden="true"></div> }
}

/// What [`Tile`] shows.
#[derive(Clone, PartialEq, Properties)]
struct TileProps {
    card: Rc<Card>,
    count: i64,
    place: usize,
    stop: bool,
    locale: Locale,
}

/// A product: one button.
#[component]
fn Tile(props: &TileProps) -> Html {
    let words = Counter::of(props.locale.language);
    let product = &props.card.product;
    let count =
        (props.count > 0).then(|| quantity_text(props.count, props.locale.money_style().decimal));
    let price = match (product.available, product.price) {
        (false, _) => html! { <span class="p">{ words.sold_out() }</span> },
        (true, Price::Of(price)) => html! { <span class="p">{ money(props.locale, price) }</span> },
        (true, Price::Ask) => html! { <span class="p ask">{ words.ask_price() }</span> },
    };
    let class = match (count.is_some(), product.available) {
        (false, true) => "tile",
        (true, true) => "tile has",
        (false, false) => "tile out",
        (true, false) => "tile has out",
    };
    html! {
        <button {class} data-testid="tile" data-name={product.name.clone()} data-product={product.id.to_string()}
            data-place={props.place.to_string()} tabindex={if props.stop { "0" } else { "-1" }}>
            <span class="name">{ &product.name }</span>
            { count.map(|count| how_many(&count, words)) }
            <span class="foot">{ price }{ props.card.cut.picture() }</span>
        </button>
    }
}

/// `2`, and for whoever hears it, `2 en el pedido`.
fn how_many(count: &str, words: Counter) -> Html {
    html! {
        <>
            <span class="count" aria-hidden="true" data-testid="count">{ count }</span>
            <span class="visually-hidden">{ words.in_order(count) }</span>
        </>
    }
}
