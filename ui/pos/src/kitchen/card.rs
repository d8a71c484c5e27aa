//! A ticket on the kitchen's screen.

use kit::icon::{Icon, small};
use kit::locale::Locale;
use kit::words::counter::Counter;
use kit::words::kitchen::Kitchen as Words;
use shared::kitchen::{BoardTicket, Delivery, SentItem, TicketState};
use shared::order::Channel;
use shared::quantity::decimal_of_thousandths;
use shared::till::Language;
use yew::prelude::*;

/// From so many seconds on a ticket is late, and from so many very late.
const LATE_S: i64 = 300;
const VERY_LATE_S: i64 = 600;

/// What it shows.
pub struct CardProps<'a> {
    /// The ticket.
    pub ticket: &'a BoardTicket,
    /// The station's name, where the screen shows several.
    pub station: Option<&'a str>,
    /// Whether the station has a printer.
    pub can_print: bool,
    /// This device's clock.
    pub now_ms: i64,
    /// How it is written.
    pub locale: Locale,
    /// The next step.
    pub next: Callback<MouseEvent>,
    /// Once more on paper.
    pub reprint: Callback<MouseEvent>,
}

/// A ticket.
pub fn card(props: &CardProps) -> Html {
    let ticket = props.ticket;
    let words = Words::of(props.locale.language);
    let title = title_of(ticket, props.locale.language);
    let seconds = (props.now_ms.saturating_sub(ticket.sent.ms) / 1_000).max(0);
    let late = match seconds {
        VERY_LATE_S.. => "bad",
        LATE_S.. => "warn",
        _ => "",
    };
    let step = match ticket.calls_off() {
        true => words.seen(),
        false => words.step(ticket.state),
    };
    let primary = matches!(ticket.state, TicketState::Preparing);
    html! {
        <article class={classes!("kt", late)} key={ticket.ticket.to_string()} aria-label={title.clone()} data-testid="kitchen-ticket" data-name={title.clone()}>
            <header class="row">
                <h3 class="h24 grow">{ title.clone() }</h3>
                <span class={classes!("tag", late)} data-testid="elapsed">{ elapsed(seconds) }</span>
            </header>
            { tags(props, words) }
            <ul>{ for ticket.items.iter().map(|item| row(item, words, props.locale.language)) }</ul>
            <footer class="row">
                if props.can_print {
                    <button class="btn line sq" aria-label={format!("{} {title}", words.reprint())} data-testid="ticket-reprint" onclick={props.reprint.clone()}>{ small(Icon::Printer) }</button>
                }
                <button class={classes!("btn", "grow", if primary { "primary" } else { "ink" })} aria-label={format!("{step} {title}")} data-testid="ticket-next" onclick={props.next.clone()}>{ step }</button>
            </footer>
        </article>
    }
}

/// The table or the name, else the order's number.
pub fn title_of(ticket: &BoardTicket, language: Language) -> String {
    crate::tabs::title(language, ticket.name.as_deref(), ticket.number.as_ref())
}

fn tags(props: &CardProps, words: Words) -> Html {
    let ticket = props.ticket;
    let number = ticket.number.as_ref().filter(|_| ticket.name.is_some());
    let number = number.map(|number| Counter::of(props.locale.language).order(number.number));
    let delivery = words.delivery(ticket.delivery);
    let warns = matches!(ticket.delivery, Delivery::Failed).then_some("bad");
    html! {
        <p class="kt-tags">
            if ticket.channel == Channel::ToGo { <span class="tag acc">{ small(Icon::Bag) }{ words.to_go() }</span> }
            if let Some(number) = number { <span class="tag">{ number }</span> }
            if let Some(station) = props.station { <span class="tag">{ station }</span> }
            if let Some(text) = delivery { <span class={classes!("tag", warns)} data-testid="delivery">{ text }</span> }
        </p>
    }
}

fn row(item: &SentItem, words: Words, language: Language) -> Html {
    let quantity = decimal_of_thousandths(item.by.saturating_abs());
    let quantity = match language {
        Language::English => quantity,
        Language::Spanish | Language::Portuguese => quantity.replace('.', ","),
    };
    let off = item.by < 0;
    html! {
        <li class={classes!(off.then_some("off"))} data-testid="kitchen-item">
            <b class="num">{ quantity }</b>
            <span class="grow">
                if off { <span class="tag bad">{ words.not_made() }</span>{ " " } }
                <span class="what">{ item.name.clone() }</span>
                { for item.modifiers.iter().map(|name| html! { <small>{ name.clone() }</small> }) }
                if !item.note.is_empty() { <small class="kt-note">{ format!("«{}»", item.note) }</small> }
            </span>
        </li>
    }
}

fn elapsed(seconds: i64) -> String {
    match seconds {
        ..3_600 => format!("{}:{:02}", seconds / 60, seconds % 60),
        _ => format!("{} h {:02}", seconds / 3_600, seconds % 3_600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::elapsed;

    #[test]
    fn time_goes_by_in_minutes_then_hours() {
        assert_eq!(elapsed(0), "0:00");
        assert_eq!(elapsed(252), "4:12");
        assert_eq!(elapsed(3_900), "1 h 05");
    }
}
