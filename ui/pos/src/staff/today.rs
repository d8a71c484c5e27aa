//! The time clock of today: who came, took a break, went, in the order in which it happened.

use super::person::face;
use kit::locale::Locale;
use kit::words::staff::Staff as Words;
use kit::words::time;
use shared::staff::{ClockLine, TeamView};
use yew::prelude::*;

/// Everybody's steps today.
pub fn today(team: &TeamView, locale: Locale) -> Html {
    let words = Words::of(locale.language);
    let mut lines: Vec<(&ClockLine, &str)> = Vec::new();
    for person in &team.people {
        for line in &person.today {
            // Few enough in a day to be put in their places one by one.
            let place = lines.partition_point(|(before, _)| before.wall.ms <= line.wall.ms);
            lines.insert(place, (line, &person.name));
        }
    }
    if lines.is_empty() {
        return html! { <p class="sub today" data-testid="today-empty">{ words.nobody_clocked() }</p> };
    }
    let row = |&(line, name): &(&ClockLine, &str)| {
        html! {
            <li class="row" data-testid="clocked">
                <span class="num today-time">{ time::clock(line.wall) }</span>
                { face(name, "avatar face-32") }<b class="grow">{ name.to_owned() }</b>
                <span>{ words.stepped(line.step) }</span>
                if !line.reason.is_empty() { <span class="sub">{ &line.reason }</span> }
            </li>
        }
    };
    html! { <ul class="today" data-testid="today">{ for lines.iter().map(row) }</ul> }
}
