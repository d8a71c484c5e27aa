//! The ticket: lines, totals, and the ways to pay. The list scrolls, the totals never do.

use super::{OrderAction, quantity_text};
use crate::counter::{Action, aria, choice, on_touch};
use crate::payment::PaymentAction;
use crate::tabs::{TabsAction, title};
use kit::icon::{Icon, icon, small};
use kit::locale::Locale;
use kit::money::{extra, money, percent_text};
use kit::page;
use kit::words::counter::Counter;
use kit::words::discount::Discount;
use kit::words::kitchen::Kitchen;
use kit::words::tabs::Tabs;
use shared::id::LineId;
use shared::money::Money;
use shared::order::{Channel, Cut, Ticket, TicketLine, Totals};
use shared::tax::TaxMode;
use std::rc::Rc;
use yew::prelude::*;

/// What [`TicketPanel`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct TicketPanelProps {
    /// The order; none before its first line.
    pub ticket: Option<Rc<Ticket>>,
    /// The line that shows its buttons.
    pub selected: Option<LineId>,
    /// Whether something can be taken back.
    pub can_undo: bool,
    /// Whether it is being paid.
    pub settling: bool,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

impl TicketPanelProps {
    fn on(&self, action: OrderAction) -> Callback<MouseEvent> {
        on_touch(&self.act, action)
    }

    fn pay(&self, action: PaymentAction) -> Callback<MouseEvent> {
        on_touch(&self.act, action)
    }
}

/// The ticket.
#[component]
pub fn TicketPanel(props: &TicketPanelProps) -> Html {
    let words = Counter::of(props.locale.language);
    // After the tap has been shown: a line that was changed beyond the edge of the list comes into sight.
    use_effect_with(props.selected, |_| {
        page::after(0, || page::bring_into_view(".ln.sel"))
    });
    let lines = props
        .ticket
        .as_ref()
        .map(|ticket| ticket.lines.as_slice())
        .unwrap_or_default();
    html! {
        <>
            { head(props, words) }
            <div class="lines" data-testid="lines">
                if lines.is_empty() {
                    <p class="lines-empty" data-testid="empty-ticket">{ words.tap_to_start() }</p>
                } else {
                    <ul>{ for lines.iter().map(|held| line(props, held)) }</ul>
                }
            </div>
            { sums(props, words) }
            { buttons(props, words, lines.is_empty()) }
        </>
    }
}

fn head(props: &TicketPanelProps, words: Counter) -> Html {
    let ticket = props.ticket.as_ref();
    let title = title(
        props.locale.language,
        ticket.and_then(|ticket| ticket.name.as_deref()),
        ticket.and_then(|ticket| ticket.number.as_ref()),
    );
    let units = props.ticket.as_ref().map_or(0, |ticket| ticket.units);
    let channel = props
        .ticket
        .as_ref()
        .map(|ticket| ticket.channel)
        .unwrap_or_default();
    let one = |of: Channel, text: &'static str, id: &'static str| {
        let on = channel == of;
        choice(id, on, text, props.on(OrderAction::ChannelChosen(of)))
    };
    html! {
        <header>
            <div class="grow">
                <h2 class="h20" data-testid="order-title">{ title }</h2>
                <span class="small mut">{ words.products(units) }</span>
            </div>
            <div class="seg" role="group" aria-label={words.where_to()}>
                { one(Channel::Here, words.here(), "here") }
                { one(Channel::ToGo, words.to_go(), "to-go") }
            </div>
            <button class="btn ghost sq" aria-label={words.undo()} data-testid="undo" disabled={!props.can_undo} onclick={props.on(OrderAction::Undone)}>{ icon(Icon::Undo) }</button>
        </header>
    }
}

fn line(props: &TicketPanelProps, held: &TicketLine) -> Html {
    html! {
        <Line key={held.line.to_string()} held={held.clone()} selected={props.selected == Some(held.line)}
            locale={props.locale} act={props.act.clone()} />
    }
}

/// What [`Line`] shows.
#[derive(Clone, PartialEq, Properties)]
struct LineProps {
    held: TicketLine,
    selected: bool,
    locale: Locale,
    act: Callback<Action>,
}

impl LineProps {
    fn on(&self, action: OrderAction) -> Callback<MouseEvent> {
        on_touch(&self.act, action)
    }
}

/// A line of the ticket. A tap draws the one it changes and not the others.
#[component]
fn Line(props: &LineProps) -> Html {
    let LineProps {
        held,
        selected,
        locale,
        ..
    } = props;
    let (id, selected, locale) = (held.line, *selected, *locale);
    let words = Counter::of(locale.language);
    let quantity = quantity_text(held.quantity.to_thousandths(), locale.money_style().decimal);
    html! {
        <li class={if selected { "ln sel" } else { "ln" }} data-testid="line" data-name={held.name.clone()}>
            <button class="ln-main" aria-expanded={aria(selected)} onclick={props.on(OrderAction::LineSelected(id))}>
                <span class="q" data-testid="line-quantity">{ quantity }</span>
                <span class="n">{ &held.name }</span>
                <span class="n2" data-testid="line-amount">{ money(locale, held.base_amount) }</span>
                { details(held, locale) }
            </button>
            if selected { { acts(props, words, id) } }
        </li>
    }
}

fn details(held: &TicketLine, locale: Locale) -> Html {
    let names: Vec<&str> = held
        .modifiers
        .iter()
        .map(|modifier| modifier.name.as_str())
        .collect();
    let surplus = held.modifiers_amount;
    html! {
        <>
            if !names.is_empty() {
                <span class="m">
                    <span data-testid="line-modifiers">{ names.join(" · ") }</span>
                    if !surplus.is_zero() { { extra(locale, surplus) } }
                </span>
            }
            if let Some((discount, taken)) = &held.discount {
                <span class="m" data-testid="line-discounted"><span>{ cut_text(discount, locale) }</span>{ extra(locale, -*taken) }</span>
            }
            if held.sent { <span class="m" data-testid="line-sent"><span class="sent">{ small(Icon::Check) }{ Kitchen::of(locale.language).sent() }</span></span> }
            if !held.note.is_empty() { <span class="m" data-testid="line-note">{ format!("«{}»", held.note) }</span> }
        </>
    }
}

/// `Demora 20 %`.
/// `Demora 10 %`, or the reason alone where an amount is taken off.
pub fn cut_text(discount: &shared::order::Discount, locale: Locale) -> String {
    match discount.cut {
        Cut::Part(part) => format!("{} {}", discount.reason, percent_text(locale, part)),
        Cut::Amount(_) => discount.reason.clone(),
    }
}

fn acts(props: &LineProps, words: Counter, id: LineId) -> Html {
    html! {
        <div class="acts">
            <button class="btn sq" aria-label={words.one_less()} data-testid="line-less" onclick={props.on(OrderAction::Stepped(id, -1))}>{ icon(Icon::Minus) }</button>
            <button class="btn sq" aria-label={words.one_more()} data-testid="line-more" onclick={props.on(OrderAction::Stepped(id, 1))}>{ icon(Icon::Plus) }</button>
            <button class="btn" data-testid="line-edit" onclick={props.on(OrderAction::EditOpened(id))}>{ small(Icon::Pencil) }{ words.edit() }</button>
            <button class="btn sq" aria-label={Discount::of(props.locale.language).title()} data-testid="line-discount" onclick={props.on(OrderAction::DiscountOpened(Some(id)))}>{ icon(Icon::Percent) }</button>
            <button class="btn sq" aria-label={words.remove()} data-testid="line-remove" onclick={props.on(OrderAction::Removed(id))}>{ icon(Icon::Bin) }</button>
        </div>
    }
}

fn sums(props: &TicketPanelProps, words: Counter) -> Html {
    let nothing = Totals::default();
    let totals = props
        .ticket
        .as_ref()
        .map_or(&nothing, |ticket| &ticket.totals);
    html! {
        <div class="sum" data-testid="totals">
            <div class="sum-acts">
                <button class="sum-act" data-testid="free-amount" onclick={props.on(OrderAction::FreeAmountOpened)}>{ small(Icon::Plus) }{ words.free_amount() }</button>
                { discount_row(props) }
            </div>
            { sum_rows(totals, words, props.locale) }
            <div class="total">
                <span>{ words.total() }</span>
                <span class="big" data-testid="total" aria-live="polite">{ money(props.locale, totals.total) }</span>
            </div>
        </div>
    }
}

/// What is taken off the whole order, and the way to give it.
fn discount_row(props: &TicketPanelProps) -> Html {
    let Some(ticket) = props
        .ticket
        .as_ref()
        .filter(|ticket| !ticket.lines.is_empty())
    else {
        return Html::default();
    };
    let locale = props.locale;
    let (name, taken) = match &ticket.discount {
        Some((discount, taken)) => (cut_text(discount, locale), money(locale, -*taken)),
        None => (
            Discount::of(locale.language).title().to_owned(),
            Html::default(),
        ),
    };
    html! {
        <button class="sum-discount" data-testid="order-discount" onclick={props.on(OrderAction::DiscountOpened(None))}>
            <span>{ small(Icon::Percent) }{ name }</span><span>{ taken }</span>
        </button>
    }
}

/// Subtotal and taxes, where there is a tax to show.
pub fn sum_rows(totals: &Totals, words: Counter, locale: Locale) -> Html {
    if totals.taxes.is_empty() && totals.discount.is_zero() {
        return Html::default();
    }
    let row = |name: String, amount: Money| {
        html! { <div><span>{ name }</span><span>{ money(locale, amount) }</span></div> }
    };
    html! {
        <>
            { row(words.subtotal().to_owned(), totals.subtotal) }
            if !totals.discount.is_zero() {
                { row(Discount::of(locale.language).discounts().to_owned(), -totals.discount) }
            }
            { for totals.taxes.iter().map(|tax| {
                row(words.tax(&tax.rate.to_percent(), tax.mode == TaxMode::Included), tax.tax)
            }) }
        </>
    }
}

fn buttons(props: &TicketPanelProps, words: Counter, empty: bool) -> Html {
    let off = empty || props.settling;
    let named = !props.settling
        && props
            .ticket
            .as_ref()
            .is_some_and(|ticket| ticket.name.is_some());
    let save = on_touch(&props.act, TabsAction::SaveAsked);
    html! {
        <div class="pay">
            <button class="btn line" data-testid="save-tab" disabled={off && !named} onclick={save}>{ small(Icon::List) }{ Tabs::of(props.locale.language).save() }</button>
            <button class="btn line" data-testid="exact-cash" disabled={off} onclick={props.pay(PaymentAction::ExactCash)}>{ small(Icon::Cash) }{ words.exact_cash() }</button>
            <button class="btn primary main-button" data-testid="charge" disabled={off} onclick={props.pay(PaymentAction::Opened)}>
                <span class="grow">{ words.charge() }</span>{ icon(Icon::Next) }
            </button>
        </div>
    }
}
