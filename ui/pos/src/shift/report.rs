//! The right side: the X, what was done with the drawer, the closes.

use super::screen::ShiftScreenProps;
use super::{ShiftAction, Side};
use crate::counter::aria;
use crate::printing::paper_buttons;
use kit::icon::{Icon, small};
use kit::money::{extra, money};
use kit::words::counter::Counter;
use kit::words::printing::Printing;
use kit::words::time;
use shared::payment::TenderKind;
use shared::printing::Paper;
use shared::shift::{DrawerLine, LineKind, ReceiptRun, ShiftView, Takings, TenderSum, ZReport};
use shared::tax::{TaxLine, TaxMode};
use yew::prelude::*;

/// The right side.
pub fn side(props: &ShiftScreenProps, view: &ShiftView) -> Html {
    let words = props.words();
    let side = match (&view.open, props.shift.side) {
        // Without a shift there is neither an X nor a drawer to tell of.
        (None, _) => Side::Zs,
        (Some(_), side) => side,
    };
    let tab = |of: Side, text: &'static str, id: &'static str| {
        let on = side == of;
        html! {
            <button class={on.then_some("on")} aria-pressed={aria(on)} data-testid={id}
                disabled={view.open.is_none() && of != Side::Zs} onclick={props.on(ShiftAction::SideChosen(of))}>{ text }</button>
        }
    };
    let body = match side {
        Side::X => x(props),
        Side::Log => log(props, view),
        Side::Zs => zs(props),
    };
    html! {
        <aside class="shift-right">
            <div class="seg full" role="group">
                { tab(Side::X, words.report_x(), "side-x") }
                { tab(Side::Log, words.drawer_log(), "side-log") }
                { tab(Side::Zs, words.closes(), "side-zs") }
            </div>
            <div class="shift-report">{ body }</div>
            <p class="row small sub shift-offline">{ small(Icon::Offline) }<span>{ words.can_close_offline() }</span></p>
        </aside>
    }
}

fn x(props: &ShiftScreenProps) -> Html {
    let words = props.words();
    let Some(x) = &props.shift.x else {
        return Html::default();
    };
    html! {
        <div data-testid="x-report">
            { takings(props, &x.takings, x.openings, x.cash.is_none()) }
            { papers(props, &Paper::X, words.report_x()) }
        </div>
    }
}

fn papers(props: &ShiftScreenProps, paper: &Paper, name: &str) -> Html {
    let words = Printing::of(props.locale.language);
    paper_buttons(props.act, words, props.has_printer, paper, name)
}

/// What was sold. While the drawer is being counted, what came in in cash would give away what should be in it.
fn takings(props: &ShiftScreenProps, takings: &Takings, openings: u32, blind: bool) -> Html {
    let (words, locale) = (props.words(), props.locale);
    let counter = Counter::of(locale.language);
    let tax = |tax: &TaxLine| {
        html! { <><dt>{ counter.tax(&tax.rate.to_percent(), tax.mode == TaxMode::Included) }</dt><dd>{ money(locale, tax.tax) }</dd></> }
    };
    let times = takings.first_sale.zip(takings.last_sale);
    let times =
        times.map(|(first, last)| format!("{} · {}", time::clock(first), time::clock(last)));
    html! {
        <>
            <dl class="figures">
                <dt>{ words.gross() }</dt><dd data-testid="gross">{ money(locale, takings.gross) }</dd>
                <dt>{ words.discounts() }</dt><dd>{ extra(locale, -takings.discounts) }</dd>
                <dt>{ words.refunds() }</dt><dd>{ extra(locale, -takings.refunds) }</dd>
                <dt class="strong">{ words.net() }</dt><dd class="strong" data-testid="net">{ money(locale, takings.net) }</dd>
                { for takings.taxes.iter().map(tax) }
            </dl>
            <h3>{ words.payments() }</h3>
            <dl class="figures">{ for takings.tenders.iter().map(|sum| tender(props, sum, blind)) }</dl>
            <h3>{ words.orders() }</h3>
            <dl class="figures">
                <dt>{ words.orders() }</dt><dd class="num" data-testid="sales">{ takings.sales }</dd>
                <dt>{ words.average() }</dt><dd>{ money(locale, takings.average) }</dd>
                <dt>{ words.tips() }</dt><dd>{ money(locale, takings.tips) }</dd>
                { for takings.receipts.iter().map(|run| receipts(props, run)) }
                if let Some(times) = times { <><dt>{ words.first_last() }</dt><dd class="num">{ times }</dd></> }
                <dt>{ words.openings() }</dt><dd class="num">{ openings }</dd>
            </dl>
            { categories(props, takings) }
        </>
    }
}

fn tender(props: &ShiftScreenProps, sum: &TenderSum, blind: bool) -> Html {
    let words = props.words();
    let name = match sum.kind {
        TenderKind::Cash => words.cash(),
        TenderKind::Card => words.card(),
    };
    let amount = match sum.kind {
        TenderKind::Cash if blind => {
            html! { <span class="sub">{ words.cash_after_count() }</span> }
        }
        TenderKind::Cash | TenderKind::Card => money(props.locale, sum.amount),
    };
    html! { <><dt>{ name }</dt><dd>{ amount }</dd></> }
}

fn receipts(props: &ShiftScreenProps, run: &ReceiptRun) -> Html {
    let words = props.words();
    let text = words.from_to(&run.from.to_string(), &run.to.to_string());
    html! { <><dt>{ format!("{} {}", words.receipts(), run.till) }</dt><dd class="num">{ text }</dd></> }
}

fn categories(props: &ShiftScreenProps, takings: &Takings) -> Html {
    let (words, locale) = (props.words(), props.locale);
    if takings.categories.is_empty() {
        return Html::default();
    }
    let row = |sum: &shared::shift::CategorySum| {
        let name = if sum.name.is_empty() {
            words.no_category().to_owned()
        } else {
            sum.name.clone()
        };
        html! { <><dt>{ name }</dt><dd>{ money(locale, sum.amount) }</dd></> }
    };
    html! {
        <>
            <h3>{ words.categories() }</h3>
            <dl class="figures">
                { for takings.categories.iter().map(row) }
                if !takings.other_categories.is_zero() {
                    <><dt>{ words.other_categories() }</dt><dd>{ money(locale, takings.other_categories) }</dd></>
                }
            </dl>
        </>
    }
}

fn log(props: &ShiftScreenProps, view: &ShiftView) -> Html {
    let lines = view.open.as_ref().map(|open| open.log.as_slice());
    match lines.unwrap_or_default() {
        [] => html! { <p class="sub">{ props.words().no_log() }</p> },
        lines => {
            html! { <ul class="drawer-log" data-testid="drawer-log">{ for lines.iter().map(|line| log_line(props, line)) }</ul> }
        }
    }
}

fn log_line(props: &ShiftScreenProps, line: &DrawerLine) -> Html {
    let (words, locale) = (props.words(), props.locale);
    let (text, amount) = match line.kind {
        LineKind::PaidIn => (words.paid_in_for(&line.reason), extra(locale, line.amount)),
        LineKind::PaidOut => (
            words.paid_out_for(&line.reason),
            extra(locale, -line.amount),
        ),
        LineKind::Opened => (
            format!("{}: {}", words.drawer_opened(), line.reason),
            Html::default(),
        ),
    };
    let undo = props.on(ShiftAction::MoveUndone(line.movement));
    let undo_text = Counter::of(locale.language).undo();
    html! {
        <li class={line.undone.then_some("undone")} key={line.movement.to_string()}>
            <span class="num mut">{ time::clock(line.wall) }</span>
            <span class="grow log-text">{ text }</span>
            { amount }
            if line.undone {
                <span class="tag">{ words.undone() }</span>
            } else if line.kind != LineKind::Opened {
                <button class="btn sq" aria-label={undo_text} data-testid="undo-movement" onclick={undo}>{ small(Icon::Undo) }</button>
            }
        </li>
    }
}

fn zs(props: &ShiftScreenProps) -> Html {
    match props.shift.zs.as_slice() {
        [] => html! { <p class="sub">{ props.words().no_closes() }</p> },
        [last, before @ ..] => html! {
            <div data-testid="z-reports">
                { z(props, last, true) }
                { for before.iter().map(|report| z(props, report, false)) }
            </div>
        },
    }
}

fn z(props: &ShiftScreenProps, report: &ZReport, open: bool) -> Html {
    let (words, locale) = (props.words(), props.locale);
    let z = &report.closed;
    let when = format!(
        "{} {}",
        time::day(locale.language, z.closed),
        time::clock(z.closed)
    );
    let left: Vec<String> = z
        .left_open
        .iter()
        .map(|order| order.number.to_string())
        .collect();
    let supplement = |held: &shared::shift::ShiftSupplemented| {
        html! { <><dt>{ format!("{} {}", words.supplement(), held.number) }</dt><dd>{ extra(locale, held.takings.net) }</dd></> }
    };
    html! {
        <details class="z" {open} key={z.number.to_string()} data-testid="z-report">
            <summary><b>{ words.z_title(z.number.number) }</b><span class="small mut">{ when }</span>{ money(locale, z.takings.net) }</summary>
            <dl class="figures">
                <dt>{ words.expected() }</dt><dd>{ money(locale, z.cash.expected) }</dd>
                <dt>{ words.counted() }</dt><dd>{ money(locale, z.count.counted) }</dd>
                <dt class="strong">{ words.difference() }</dt><dd class="strong">{ extra(locale, z.count.difference) }</dd>
                { for report.supplements.iter().map(supplement) }
            </dl>
            if !z.note.is_empty() { <p class="box">{ format!("«{}»", z.note) }</p> }
            if !left.is_empty() { <p class="sub">{ format!("{}: {}", words.left_open(), left.join(", ")) }</p> }
            { takings(props, &z.takings, z.openings, false) }
            { papers(props, &Paper::Z { shift: report.shift }, &z.number.to_string()) }
        </details>
    }
}
