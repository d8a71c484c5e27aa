//! The time clock of today: who came, took a break, went, in the order in which it happened.

use super::person::face;
use kit::locale::Locale;
use kit::words::staff::Staff as Words;
use kit::words::time;
use shared::staff::TeamView;
use yew::prelude::*;

/// Everybody's steps today.
pub fn today(team: &TeamView, locale: Locale) -> Html {
    let words = Words::of(locale.language);
    let steps = |person: &shared::staff::Person| {
        let name = person.name.clone();
        let steps = person.today.clone().into_iter();
        steps.map(move |line| (line, name.clone()))
    };
    let mut lines: Vec<_> = team.people.iter().flat_map(steps).collect();
    lines.sort_by_key(|(line, _)| line.wall.ms);
    if lines.is_empty() {
        return html! { <p class="sub today" data-testid="today-empty">{ words.nobody_clocked() }</p> };
    }
    let row = |(line, name): &(shared::staff::ClockLine, String)| {
        html! {
            <li class="row" data-testid="clocked">
                <span class="num today-time">{ time::clock(line.wall) }</span>
                { face(name, "face-32") }<b class="grow">{ name }</b>
                <span>{ words.stepped(line.step) }</span>
                if !line.reason.is_empty() { <span class="sub">{ &line.reason }</span> }
            </li>
        }
    };
    html! { <ul class="today" data-testid="today">{ for lines.iter().map(row) }</ul> }
}
