//! The sheet of the stations: what each makes, and where it is told.

use super::{KitchenAction, KitchenForm, StationForm};
use crate::counter::{Action, aria, choice, frame, head, on_close, on_text, on_touch};
use kit::icon::{Icon, small};
use kit::locale::Locale;
use kit::words::kitchen::Kitchen as Words;
use kit::words::printing::Printing;
use kit::words::refusal;
use shared::kitchen::Station;
use shared::menu::{Category, Menu};
use shared::printing::{PaperWidth, PrintView};
use yew::prelude::*;

/// What it shows.
pub struct KitchenSheetProps<'a> {
    /// What is being set up.
    pub form: &'a KitchenForm,
    /// The stations there are.
    pub stations: &'a [Station],
    /// The menu, for its categories.
    pub menu: &'a Menu,
    /// The printers that do not print.
    pub printing: Option<&'a PrintView>,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: &'a Callback<Action>,
}

impl KitchenSheetProps<'_> {
    fn on(&self, action: KitchenAction) -> Callback<MouseEvent> {
        on_touch(self.act, action)
    }
}

/// The stations.
pub fn kitchen_sheet(props: &KitchenSheetProps) -> Html {
    let words = Words::of(props.locale.language);
    let title = AttrValue::from(words.title());
    let inner = html! {
        <>
            { head(title.clone(), props.locale.language, on_close(props.act)) }
            <div class="more-body">
                { match &props.form.station {
                    Some(form) => one(props, form, words),
                    None => all(props, words),
                } }
            </div>
        </>
    };
    let beside = on_close(props.act);
    frame("kitchen-sheet", "sheet more-sheet", title, beside, inner)
}

fn all(props: &KitchenSheetProps, words: Words) -> Html {
    let troubles = props.printing.map_or(&[][..], |view| &view.stations);
    let printing = Printing::of(props.locale.language);
    let trouble = troubles.iter().map(|held| {
        let why = printing.trouble(held.trouble);
        words.trouble(&held.name, why, held.fallback)
    });
    html! {
        <>
            { for trouble.map(|text| html! { <p class="printer-trouble" role="alert" data-testid="station-trouble">{ text }</p> }) }
            <button class="btn line wide" data-testid="show-board" onclick={props.on(KitchenAction::BoardAsked)}>{ small(Icon::List) }{ words.show_board() }</button>
            <h3 class="h3">{ words.stations() }</h3>
            <p class="sub">{ words.fact() }</p>
            if props.stations.is_empty() { <p class="sub" data-testid="no-stations">{ words.none() }</p> }
            <ul class="stations">{ for props.stations.iter().map(|station| row(props, station, words)) }</ul>
            <button class="btn primary wide" data-testid="station-add" onclick={props.on(KitchenAction::Added)}>{ small(Icon::Plus) }{ words.add() }</button>
        </>
    }
}

fn row(props: &KitchenSheetProps, station: &Station, words: Words) -> Html {
    let made = props.menu.categories.iter();
    let made = made.filter(|category| station.categories.contains(&category.id));
    let names: Vec<&str> = made.map(|category| category.name.as_str()).collect();
    let out = match &station.printer {
        Some(printer) => printer.place.text().to_owned(),
        None => words.on_screen().to_owned(),
    };
    html! {
        <li key={station.id.to_string()}>
            <button class="btn line wide station" data-testid="station" data-name={station.name.clone()} onclick={props.on(KitchenAction::Edited(station.id))}>
                <span class="grow"><b>{ station.name.clone() }</b><small>{ words.of_categories(&names) }</small></span>
                <small>{ out }</small>
            </button>
        </li>
    }
}

fn one(props: &KitchenSheetProps, form: &StationForm, words: Words) -> Html {
    let typed = on_text(props.act, |text| {
        Action::Kitchen(KitchenAction::NameTyped(text))
    });
    let refused = props.form.refused.as_ref();
    html! {
        <>
            <label class="field-label">{ words.name() }
                <span class="field"><input id="station-name" type="text" maxlength="24" autocomplete="off" data-testid="station-name"
                    placeholder={words.name_example()} value={form.name.clone()} oninput={typed} /></span>
            </label>
            <h3 class="h3">{ words.makes() }</h3>
            { categories(props, form, words) }
            <h3 class="h3">{ words.where_to() }</h3>
            <div class="seg full" role="group" aria-label={words.where_to()}>
                { choice("station-out", !form.has_printer, words.on_screen(), props.on(KitchenAction::PrinterChosen(false))) }
                { choice("station-out", form.has_printer, words.on_printer(), props.on(KitchenAction::PrinterChosen(true))) }
            </div>
            if form.has_printer { { printer(props, form) } }
            if let Some(reason) = refused {
                <p class="refused" role="alert" data-testid="station-refused">{ refusal::rejection(props.locale, reason) }</p>
            }
            <div class="row">
                <button class="btn ghost" data-testid="station-back" onclick={props.on(KitchenAction::Left)}>{ words.back() }</button>
                if !form.is_new {
                    <button class="btn ghost" data-testid="station-remove" onclick={props.on(KitchenAction::Removed)}>{ words.remove() }</button>
                }
                <button class="btn primary grow" data-testid="station-save" disabled={form.name.trim().is_empty()} onclick={props.on(KitchenAction::Saved)}>{ words.save() }</button>
            </div>
        </>
    }
}

fn categories(props: &KitchenSheetProps, form: &StationForm, words: Words) -> Html {
    if props.menu.categories.is_empty() {
        return html! { <p class="sub">{ words.no_categories() }</p> };
    }
    let one = |category: &Category| {
        let on = form.categories.contains(&category.id);
        let toggle = props.on(KitchenAction::CategoryToggled(category.id));
        html! {
            <button class={classes!("pick", "c", on.then_some("on"))} aria-pressed={aria(on)} data-testid="station-category"
                data-name={category.name.clone()} onclick={toggle}>{ category.name.clone() }</button>
        }
    };
    html! { <div class="g2" role="group" aria-label={words.makes()}>{ for props.menu.categories.iter().map(one) }</div> }
}

fn printer(props: &KitchenSheetProps, form: &StationForm) -> Html {
    let words = Printing::of(props.locale.language);
    let typed = on_text(props.act, |text| {
        Action::Kitchen(KitchenAction::PlaceTyped(text))
    });
    let held = &form.printer;
    let (label, example) = match held.cable {
        true => (words.device(), words.device_example()),
        false => (words.address(), words.address_example()),
    };
    let cable = |of| props.on(KitchenAction::CableChosen(of));
    let paper = |of, text| {
        let choose = props.on(KitchenAction::PaperChosen(of));
        choice("station-choice", held.paper == of, text, choose)
    };
    html! {
        <>
            <div class="seg full" role="group" aria-label={words.place()}>
                { choice("station-choice", !held.cable, words.in_network(), cable(false)) }
                { choice("station-choice", held.cable, words.at_cable(), cable(true)) }
            </div>
            <label class="field-label">{ label }
                <span class="field"><input type="text" maxlength="200" autocomplete="off" spellcheck="false" data-testid="station-place"
                    placeholder={example} value={held.place.clone()} oninput={typed} /></span>
            </label>
            <div class="seg full" role="group" aria-label={words.paper()}>
                { paper(PaperWidth::Mm80, "80 mm") }
                { paper(PaperWidth::Mm58, "58 mm") }
            </div>
        </>
    }
}
