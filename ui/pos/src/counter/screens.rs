//! What is on the screen, under the sheets.

use super::top_bar::{Lead, TopBar, WallProp};
use super::{Action, Screen, State};
use crate::menu::Rail;
use crate::order::{ProductGrid, TapsProp, TicketPanel};
use crate::payment::{PayScreenProps, Payment, done_panel, pay_screen};
use crate::refund::{RefundScreenProps, refund_screen};
use crate::shift::{ShiftScreenProps, shift_screen};
use crate::split::{SplitScreenProps, split_screen};
use crate::staff::sign_in_screen;
use crate::tabs::TabBar;
use crate::till::{FirstDayProps, cannot_open, first_day_screen};
use kit::taps::Taps;
use kit::words::counter::Counter;
use shared::staff::TeamView;
use std::rc::Rc;
use yew::prelude::*;

/// The screen that is shown.
pub fn screen(state: &State, taps: &Taps, act: &Callback<Action>) -> Html {
    if let Some(failure) = &state.failure {
        return cannot_open(state.locale(), failure, act);
    }
    let locale = state.locale();
    let has_printer = state.has_printer();
    match (&state.screen, &state.session) {
        (Screen::Starting, _) | (_, None) => {
            html! { <div class="starting" aria-hidden="true"></div> }
        }
        (Screen::FirstDay(day), Some(session)) => first_day_screen(&FirstDayProps {
            day,
            session,
            sync: state.sync.clone(),
            wall: state.wall(),
            locale,
            act,
        }),
        (Screen::Sell, Some(_)) => sell(state, taps, act),
        (Screen::SignIn(sign_in), Some(_)) => {
            let nobody = TeamView::default();
            let team = state.team.as_deref().unwrap_or(&nobody);
            below(
                state,
                act,
                Lead::Shop,
                sign_in_screen(sign_in, team, locale, act),
            )
        }
        (Screen::Shift(shift), Some(_)) => {
            let props = ShiftScreenProps {
                shift,
                has_printer,
                locale,
                act,
            };
            below(state, act, Lead::BackToSell, shift_screen(&props))
        }
        (Screen::Refund(refund), Some(_)) => {
            let props = RefundScreenProps {
                refund,
                wall: state.wall(),
                has_printer,
                locale,
                act,
            };
            below(state, act, Lead::BackFromRefund, refund_screen(&props))
        }
        (Screen::Split, Some(_)) => split(state, act),
        (Screen::Pay(payment), Some(_)) => pay(state, payment, act),
    }
}

fn split(state: &State, act: &Callback<Action>) -> Html {
    let split = state.split.as_ref().map(|split| {
        split_screen(&SplitScreenProps {
            split,
            ticket: state.order.ticket.as_ref(),
            locale: state.locale(),
            act,
        })
    });
    below(state, act, Lead::BackFromSplit, split.unwrap_or_default())
}

fn pay(state: &State, payment: &Payment, act: &Callback<Action>) -> Html {
    let props = PayScreenProps {
        payment,
        ticket: state.order.ticket.as_deref(),
        settling: state.order.settling,
        settings: state.counter_settings(),
        locale: state.locale(),
        act,
    };
    below(state, act, Lead::BackToOrder, pay_screen(&props))
}

/// A screen below the bar on top.
fn below(state: &State, act: &Callback<Action>, lead: Lead, screen: Html) -> Html {
    html! { <div class="payv">{ top_bar(state, lead, act) }{ screen }</div> }
}

fn top_bar(state: &State, lead: Lead, act: &Callback<Action>) -> Html {
    html! {
        <TopBar session={state.session.clone()} team={state.team.clone()} sync={state.sync.clone()} printing={state.printing.clone()} text={state.shown.text.clone()}
            times={state.times} {lead} minute={state.now_ms / 60_000} wall={WallProp(state.wall())} locale={state.locale()} act={act.clone()} />
    }
}

fn sell(state: &State, taps: &Taps, act: &Callback<Action>) -> Html {
    let locale = state.locale();
    html! {
        <div class="pos">
            { top_bar(state, Lead::Search, act) }
            <Rail sections={Rc::clone(&state.shelf.sections)} category={state.shown.category}
                searching={!state.shown.text.is_empty()} {locale} act={act.clone()} />
            <div class="main-place">
            <TabBar current={state.order.id} title={state.order_title()} open={Rc::clone(&state.tabs.open)}
                minute={state.now_ms / 60_000} {locale} act={act.clone()} />
            <ProductGrid cards={Rc::clone(&state.shown.cards)} counts={Rc::clone(&state.order.counts)}
                text={state.shown.text.clone()} empty_menu={state.shelf.cards.is_empty()}
                alone={state.session.as_ref().is_none_or(|session| session.business.is_none())} {locale}
                act={act.clone()} taps={TapsProp(taps.clone())} />
            </div>
            <aside class="ticket" aria-label={Counter::of(locale.language).lines()}>
                { match &state.done {
                    Some(done) => done_panel(done, state.has_printer(), locale, act),
                    None => html! {
                        <TicketPanel ticket={state.order.ticket.clone()} selected={state.order.selected}
                            can_undo={!state.order.undo.is_empty()} settling={state.order.settling} {locale} act={act.clone()} />
                    },
                } }
            </aside>
        </div>
    }
}
