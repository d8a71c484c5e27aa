//! The component that holds the state and carries out what the reducer asks for.

use super::answers::not_allowed;
use super::keyboard::{Place, Stroke, Whereabouts, action_for};
use super::screens::screen;
use super::sheets::sheet;
use super::snack::{expire_later, snack_line};
use super::{Action, Asked, Burst, Effect, Screen, Sheet, State};
use crate::menu::MenuAction;
use crate::order::OrderAction;
use crate::refund::RefundAction;
use kit::id::{fresh, now_ms};
use kit::taps::Taps;
use kit::{page, theme};
use shared::id::OrderId;
use shared::till::{Command, Outcome, TillFailure};
use std::collections::VecDeque;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// The page.
pub struct App {
    state: State,
    act: Callback<Action>,
    taps: Taps,
    tap_shown: bool,
    /// Commands that wait for the one before them: the till must hear them in the order of the touches.
    queue: VecDeque<(Asked, Command)>,
    busy: bool,
    burst: Burst,
    before_sheet: Option<HtmlElement>,
}

/// What the component hears.
pub enum Heard {
    /// Something happened.
    Act(Action),
    /// A key went down.
    Key(KeyboardEvent),
    /// The command at the head of the queue was answered.
    InTurn(Asked, Box<Command>, Result<Outcome, TillFailure>),
}

impl Component for App {
    type Message = Heard;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        listen(ctx);
        link.send_message(Heard::Act(Action::Started));
        Self {
            state: State::new(OrderId(fresh()), now_ms()),
            act: link.callback(Heard::Act),
            taps: Taps::default(),
            tap_shown: false,
            queue: VecDeque::new(),
            busy: false,
            burst: Burst::default(),
            before_sheet: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, heard: Heard) -> bool {
        match heard {
            Heard::Act(action) => return self.act(ctx, action),
            Heard::InTurn(asked, command, answer) => {
                self.busy = false;
                if matches!(asked, Asked::Tap | Asked::TapAndEdit) {
                    match answer {
                        Ok(_) => self.tap_shown = true,
                        Err(_) => self.taps.refused(),
                    }
                }
                let action = match not_allowed(&command, &answer) {
                    Some((right, may)) => Action::NotAllowed(asked, *command, right, may),
                    None => Action::Answered(asked, answer),
                };
                self.act(ctx, action);
                self.next_in_turn(ctx);
            }
            Heard::Key(event) => return self.key(ctx, &event),
        }
        true
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        let (state, act) = (&self.state, &self.act);
        html! {
            <>
                <div class="stage" inert={self.is_covered()}>{ screen(state, &self.taps, act) }</div>
                { sheet(state, act) }
                { snack_line(state.snack.as_ref(), state.locale(), act) }
            </>
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        if std::mem::take(&mut self.tap_shown) {
            self.taps.shown();
        }
    }
}

/// Everything that comes from outside the page's own elements.
fn listen(ctx: &Context<App>) {
    let tick = ctx
        .link()
        .callback(|()| Heard::Act(Action::Ticked(now_ms())));
    page::every(1_000, move || tick.emit(()));
    let key = ctx.link().callback(Heard::Key);
    page::on_key(move |event| key.emit(event));
    let touched = ctx
        .link()
        .callback(|touched| Heard::Act(Action::Touched(touched)));
    // Without a till behind the page the first question says so.
    let _ = kit::till::on_touched("counter", move |what| touched.emit(what));
}

impl App {
    /// Answers whether there is something else to draw than before.
    fn act(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        let had_sheet = self.state.sheet.is_some();
        let focused = page::focused();
        let tapped = matches!(
            action,
            Action::Order(OrderAction::ProductTapped(_) | OrderAction::ProductHeld(_))
        );
        // What goes away with a tap: the panel of the order before, and how many the next tap adds.
        let leaves = self.state.done.is_some() || self.state.times.is_some();
        let ticks = matches!(action, Action::Ticked(_));
        let minute = self.state.now_ms / 60_000;
        let effects = self.state.reduce(action, &mut fresh);
        let sent =
            |effect: &Effect| matches!(effect, Effect::Ask(Asked::Tap | Asked::TapAndEdit, _));
        let on_its_way = tapped && effects.iter().any(sent);
        if tapped && !on_its_way {
            self.taps.dropped();
        }
        for effect in effects {
            self.perform(ctx, effect);
        }
        if !had_sheet && self.state.sheet.is_some() {
            self.before_sheet = focused;
        }
        // A second that goes by shows nothing, a minute does; a tap shows when the till has answered it.
        match ticks {
            true => self.state.now_ms / 60_000 != minute,
            false => !on_its_way || leaves,
        }
    }

    fn perform(&mut self, ctx: &Context<Self>, effect: Effect) {
        match effect {
            Effect::Ask(asked, command) => {
                self.queue.push_back((asked, command));
                self.next_in_turn(ctx);
            }
            Effect::AskAside(asked, command) => {
                let answer = kit::till::execute(&command);
                ctx.link()
                    .send_future(async move { Heard::Act(Action::Answered(asked, answer.await)) });
            }
            Effect::Query(query) => {
                let answer = kit::till::query(&query);
                ctx.link()
                    .send_future(async move { Heard::Act(Action::Told(query, answer.await)) });
            }
            // Later: the screen that holds the search may only be about to be drawn.
            Effect::FocusSearch => page::after(0, || page::focus("#search")),
            Effect::FocusOn(field) => page::after(0, move || page::focus(field)),
            Effect::FocusBack => self.focus_back(),
            Effect::Wear(colours, language) => theme::wear(colours, language),
            Effect::ExpireSnack(id) => {
                let expire = self.act.reform(move |()| Action::SnackExpired(id));
                expire_later(expire);
            }
        }
    }

    fn next_in_turn(&mut self, ctx: &Context<Self>) {
        if self.busy {
            return;
        }
        if let Some((asked, command)) = self.queue.pop_front() {
            self.busy = true;
            let answer = kit::till::execute(&command);
            ctx.link()
                .send_future(async move { Heard::InTurn(asked, Box::new(command), answer.await) });
        }
    }

    fn focus_back(&mut self) {
        let before = self.before_sheet.take();
        page::after(0, move || {
            match before.filter(|element| element.is_connected()) {
                Some(element) => page::focus_on(&element),
                None => page::focus("#search"),
            }
        });
    }

    fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let key = event.key();
        // A key that is held takes money once.
        if event.repeat() && matches!(key.as_str(), "Enter" | "F8" | "F9") {
            return false;
        }
        let now = now_ms();
        if key == "Enter"
            && let Some(code) = self.burst.enter(now)
            && self.sells()
        {
            event.prevent_default();
            // A burst may end before its first sign was drawn: then the page would see nothing to clear.
            page::clear_field("search");
            self.act(ctx, Action::Menu(MenuAction::Scanned(code)));
            return true;
        }
        if key == "Enter"
            && self.place() == Place::Refund
            && let Some(code) = self.burst.enter(now)
        {
            event.prevent_default();
            self.act(ctx, Action::Refund(RefundAction::Searched(code)));
            return true;
        }
        if key.chars().count() == 1 && !event.ctrl_key() && !event.alt_key() {
            self.burst.sign(&key, now);
        }
        let at = self.whereabouts();
        if key == "/" && at.place == Place::Sell && (!at.writing || at.blank) {
            event.prevent_default();
            page::focus("#search");
            return false;
        }
        if at.place == Place::Sell && !at.writing && is_letter(&key) && !event.ctrl_key() {
            // The letter lands in the field that has the keyboard when the event ends.
            page::focus("#search");
            return false;
        }
        let stroke = Stroke {
            key,
            control: event.ctrl_key() || event.meta_key(),
        };
        match action_for(&stroke, at) {
            Some(action) => {
                event.prevent_default();
                self.act(ctx, action);
                true
            }
            None => false,
        }
    }

    fn sells(&self) -> bool {
        matches!(self.state.screen, Screen::Sell)
            && !matches!(self.state.sheet, Some(Sheet::Price(_)))
    }

    fn whereabouts(&self) -> Whereabouts {
        let element = page::focused();
        let name = element
            .as_ref()
            .map(|element| element.tag_name())
            .unwrap_or_default();
        let id = element.map(|element| element.id()).unwrap_or_default();
        Whereabouts {
            place: self.place(),
            writing: matches!(name.as_str(), "INPUT" | "TEXTAREA" | "SELECT"),
            searching: id == "search",
            blank: id == "search" && self.state.shown.text.is_empty(),
            on_button: name == "BUTTON",
        }
    }

    fn place(&self) -> Place {
        match (&self.state.sheet, &self.state.screen) {
            (Some(Sheet::Discount(_)), _) => Place::Discount,
            (Some(Sheet::Price(_)), _) => Place::Keypad,
            (Some(Sheet::Sync), _) => Place::Sync,
            (Some(Sheet::Cash(_)), _) => Place::Cash,
            (Some(Sheet::Approve(_) | Sheet::NewPin(_)), _) | (None, Screen::SignIn(_)) => {
                Place::Pin
            }
            (
                Some(
                    Sheet::Edit(_)
                    | Sheet::More
                    | Sheet::Close(_)
                    | Sheet::Team(_)
                    | Sheet::Name(_)
                    | Sheet::Tabs(_)
                    | Sheet::Void(_)
                    | Sheet::Join(_)
                    | Sheet::Printer(_)
                    | Sheet::Kitchen(_),
                ),
                _,
            ) => Place::Sheet,
            (None, Screen::Starting | Screen::FirstDay(_)) => Place::Beginning,
            (None, Screen::Sell) => Place::Sell,
            (None, Screen::Pay(_)) => Place::Pay,
            (None, Screen::Split) => Place::Split,
            (None, Screen::Shift(_)) => Place::Shift,
            (None, Screen::Refund(_)) => Place::Refund,
        }
    }

    /// Whether a sheet takes the whole screen: what is under it cannot be reached. A line's sheets leave the ticket.
    const fn is_covered(&self) -> bool {
        !matches!(
            self.state.sheet,
            None | Some(Sheet::Edit(_) | Sheet::Discount(_))
        )
    }
}

fn is_letter(key: &str) -> bool {
    let mut signs = key.chars();
    matches!((signs.next(), signs.next()), (Some(sign), None) if sign.is_alphabetic())
}
