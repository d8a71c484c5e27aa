//! What lies over a screen.

use super::{Action, Sheet, State};
use crate::order::{DiscountSheet, Modifiers};
use crate::payment::PriceSheet;
use crate::printing::PrinterSheet;
use crate::shift::{CashSheet, CloseSheet};
use crate::staff::{ApproveSheet, NewPinSheet, TeamSheet};
use crate::sync::SyncSheet;
use crate::tabs::{NameSheet, TabsSheet, VoidSheet};
use crate::till::MoreSheet;
use std::rc::Rc;
use yew::prelude::*;

/// The sheet that is open, if one is.
pub fn sheet(state: &State, act: Callback<Action>) -> Html {
    let locale = state.locale();
    match &state.sheet {
        None => Html::default(),
        Some(Sheet::Edit(editing)) => html! {
            <Modifiers editing={editing.clone()} shelf={crate::order::ShelfProp(Rc::clone(&state.shelf))}
                ticket={state.order.ticket.clone()} {locale} {act} />
        },
        Some(Sheet::Discount(giving)) => match &state.order.ticket {
            Some(ticket) => html! {
                <DiscountSheet giving={giving.clone()} ticket={Rc::clone(ticket)} {locale} {act} />
            },
            None => Html::default(),
        },
        Some(Sheet::Price(asked)) => {
            html! { <PriceSheet asked={asked.clone()} {locale} {act} /> }
        }
        Some(Sheet::Cash(moving)) => {
            html! { <CashSheet moving={moving.clone()} {locale} {act} /> }
        }
        Some(Sheet::Close(closing)) => {
            html! { <CloseSheet closing={closing.clone()} {locale} {act} /> }
        }
        Some(Sheet::Approve(approving)) => html! {
            <ApproveSheet approving={approving.clone()} team={state.team.clone()} {locale} {act} />
        },
        Some(Sheet::NewPin(new)) => {
            let people = state.team.iter().flat_map(|team| &team.people);
            let mut theirs = people.filter(|person| person.id == new.whose);
            let name = theirs
                .next()
                .map(|person| person.name.clone())
                .unwrap_or_default();
            html! { <NewPinSheet new={new.clone()} {name} {locale} {act} /> }
        }
        Some(Sheet::Team(edit)) => html! {
            <TeamSheet edit={edit.clone()} team={state.team.clone()} {locale} {act} />
        },
        Some(Sheet::Printer(form)) => html! {
            <PrinterSheet form={form.clone()} printing={state.printing.clone()} {locale} {act} />
        },
        Some(Sheet::Name(naming)) => html! {
            <NameSheet naming={naming.clone()} open={Rc::clone(&state.tabs.open)} {locale} {act} />
        },
        Some(Sheet::Tabs(find)) => html! {
            <TabsSheet find={find.clone()} current={state.order.id} can_void={state.can_void()}
                open={Rc::clone(&state.tabs.open)} minute={state.now_ms / 60_000} {locale} {act} />
        },
        Some(Sheet::Void(reason)) => match &state.order.ticket {
            Some(ticket) => html! {
                <VoidSheet reason={reason.clone()} ticket={Rc::clone(ticket)} {locale} {act} />
            },
            None => Html::default(),
        },
        Some(Sheet::Sync) => html! {
            <SyncSheet status={state.sync.clone()} session={state.session.clone()} {locale} {act} />
        },
        Some(Sheet::More) => {
            html! { <MoreSheet session={state.session.clone()} {locale} {act} /> }
        }
    }
}
