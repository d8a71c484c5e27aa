//! The sheet of the printer.

use super::{PrinterForm, PrintingAction};
use crate::counter::{Action, choice, frame, head, on_close, on_text, on_touch};
use kit::icon::{Icon, small};
use kit::locale::Locale;
use kit::words::printing::Printing as Words;
use kit::words::{refusal, time};
use shared::printing::{
    Characters, Look, PaperWidth, PrintJob, PrintState, PrintView, ReceiptWhen,
};
use yew::prelude::*;

/// What it shows.
struct PrinterSheetProps<'a> {
    form: &'a PrinterForm,
    printing: Option<&'a PrintView>,
    locale: Locale,
    act: &'a Callback<Action>,
}

impl PrinterSheetProps<'_> {
    fn on(&self, action: PrintingAction) -> Callback<MouseEvent> {
        on_touch(self.act, action)
    }
}

/// The printer.
pub fn printer_sheet(
    form: &PrinterForm,
    printing: Option<&PrintView>,
    locale: Locale,
    act: &Callback<Action>,
) -> Html {
    let props = &PrinterSheetProps {
        form,
        printing,
        locale,
        act,
    };
    let words = Words::of(props.locale.language);
    let title = AttrValue::from(words.title());
    let inner = html! {
        <>
            { head(title.clone(), props.locale.language, on_close(props.act)) }
            <div class="more-body">
                { how_it_is(props, words) }
                { jobs(props, words) }
                { form_of(props, words) }
            </div>
        </>
    };
    let beside = on_close(props.act);
    frame("printer-sheet", "sheet more-sheet", title, beside, inner)
}

fn how_it_is(props: &PrinterSheetProps, words: Words) -> Html {
    let Some(view) = props.printing else {
        return Html::default();
    };
    if view.printer.is_none() {
        return html! { <p class="sub" data-testid="no-printer">{ words.none() }</p> };
    }
    if let Some(trouble) = view.trouble {
        return html! { <p class="printer-trouble" role="alert" data-testid="printer-trouble">{ words.trouble(trouble) }</p> };
    }
    let ready = view
        .last_printed
        .map(|wall| format!("{} · {}", words.ready(), time::clock(wall)));
    html! {
        <p class="row" role="status" data-testid="printer-ready">
            if let Some(ready) = ready { <span class="tag acc">{ ready }</span> }
            if view.paper_low { <span class="tag warn">{ words.paper_low() }</span> }
        </p>
    }
}

fn jobs(props: &PrinterSheetProps, words: Words) -> Html {
    let jobs = props.printing.map_or(&[][..], |view| &view.jobs);
    if jobs.is_empty() {
        return Html::default();
    }
    let row = |job: &PrintJob| {
        let needs = matches!(job.state, PrintState::Unsure | PrintState::Late);
        let name = words.paper_name(&job.paper);
        let said = format!("{} · {}", time::clock(job.made), words.state(job.state));
        html! {
            <li class="row" key={job.job} data-testid="print-job" data-name={name.clone()}>
                <span class="grow"><b>{ name.clone() }</b><br /><span class="small mut">{ said }</span></span>
                if needs {
                    <button class="btn line" data-testid="print-again" aria-label={format!("{} {name}", words.print())} onclick={props.on(PrintingAction::Again(job.job))}>{ words.print() }</button>
                }
                if job.state != PrintState::Printing {
                    <button class="btn ghost" data-testid="print-leave" aria-label={format!("{} {name}", words.leave())} onclick={props.on(PrintingAction::Left(job.job))}>{ words.leave() }</button>
                }
            </li>
        }
    };
    html! {
        <>
            <h3 class="h3">{ words.waiting_papers() }</h3>
            <ul class="print-jobs">{ for jobs.iter().map(row) }</ul>
        </>
    }
}

fn form_of(props: &PrinterSheetProps, words: Words) -> Html {
    let form = &props.form;
    let typed = on_text(props.act, |text| {
        Action::Printing(PrintingAction::PlaceTyped(text))
    });
    let (label, example) = match form.cable {
        true => (words.device(), words.device_example()),
        false => (words.address(), words.address_example()),
    };
    let held = props.printing;
    let held = held.and_then(|view| view.printer.as_ref());
    let has_one = held.is_some();
    // What is tested is the printer that is there, not what is being typed.
    let same = held == Some(&form.printer());
    html! {
        <>
            { one_of(props, words.place(), &[
                (words.in_network(), !form.cable, PrintingAction::CableChosen(false)),
                (words.at_cable(), form.cable, PrintingAction::CableChosen(true)),
            ]) }
            <label class="field-label">{ label }
                <span class="field"><input type="text" maxlength="200" autocomplete="off" spellcheck="false" data-testid="printer-place"
                    placeholder={example} value={form.place.clone()} oninput={typed} /></span>
            </label>
            // A condition, so that it always is one child: the field before it keeps the keyboard when it goes.
            if let Some(reason) = form.refused {
                <p class="refused" role="alert" data-testid="printer-refused">{ refusal::printing(props.locale.language, reason) }</p>
            }
            { choices(props, words) }
            <div class="row">
                if has_one {
                    <button class="btn ghost" data-testid="printer-remove" onclick={props.on(PrintingAction::Removed)}>{ words.remove() }</button>
                    <button class="btn line grow" data-testid="printer-test" disabled={!same} onclick={props.on(PrintingAction::Tested)}>{ small(Icon::Printer) }{ words.test() }</button>
                }
                <button class="btn primary grow" data-testid="printer-save" disabled={form.place.trim().is_empty()} onclick={props.on(PrintingAction::Saved)}>{ words.save() }</button>
            </div>
        </>
    }
}

fn choices(props: &PrinterSheetProps, words: Words) -> Html {
    let form = &props.form;
    let letters = [
        ("858 €", Characters::Cp858),
        ("850", Characters::Cp850),
        ("437", Characters::Cp437),
        ("1252", Characters::Cp1252),
    ];
    let letters = letters.map(|(name, of)| {
        let on = form.characters == of;
        (name, on, PrintingAction::CharactersChosen(of))
    });
    let paper = |of| (form.paper == of, PrintingAction::PaperChosen(of));
    let (wide, narrow) = (paper(PaperWidth::Mm80), paper(PaperWidth::Mm58));
    let look = |of| (form.look == of, PrintingAction::LookChosen(of));
    let (text, picture) = (look(Look::Text), look(Look::Picture));
    let when = |of| (form.receipts == of, PrintingAction::ReceiptsChosen(of));
    let (always, asked) = (when(ReceiptWhen::Always), when(ReceiptWhen::Asked));
    html! {
        <>
            { one_of(props, words.receipts(), &[(words.always(), always.0, always.1), (words.if_asked(), asked.0, asked.1)]) }
            { one_of(props, words.drawer(), &[
                (words.opens_drawer(), form.drawer, PrintingAction::DrawerChosen(true)),
                (words.no_drawer(), !form.drawer, PrintingAction::DrawerChosen(false)),
            ]) }
            { one_of(props, words.paper(), &[("80 mm", wide.0, wide.1), ("58 mm", narrow.0, narrow.1)]) }
            { one_of(props, words.look(), &[(words.as_text(), text.0, text.1), (words.as_picture(), picture.0, picture.1)]) }
            if form.look == Look::Text { { one_of(props, words.characters(), &letters) } }
        </>
    }
}

fn one_of(
    props: &PrinterSheetProps,
    label: &'static str,
    of: &[(&'static str, bool, PrintingAction)],
) -> Html {
    let one = |(text, on, action): &(&'static str, bool, PrintingAction)| {
        choice("printer-choice", *on, *text, props.on(action.clone()))
    };
    html! {
        <>
            <h3 class="h3">{ label }</h3>
            <div class="seg full" role="group" aria-label={label}>{ for of.iter().map(one) }</div>
        </>
    }
}
