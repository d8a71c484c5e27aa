//! What a station is told, on paper: large, since it is read from where somebody works.

use super::page::{Pen, centre};
use super::queue::TicketPaper;
use printer::paper::{Block, Rule, Style};
use shared::kitchen::SentItem;
use shared::order::Channel;

/// The blocks of a ticket.
pub fn ticket(pen: &Pen<'_>, paper: &TicketPaper, copy: bool) -> Vec<Block> {
    let (words, ticket) = (pen.words, &paper.ticket);
    let mut blocks = Vec::new();
    if copy {
        blocks.push(Block::Mark(words.duplicate().to_owned()));
    }
    if paper.fallback {
        let fact = format!("{} {}", words.silent_printer(), paper.station);
        blocks.push(centre(&fact, Style::BOLD));
    }
    blocks.push(centre(&paper.station, Style::TALL));
    let number = ticket.number.as_ref().map(|number| number.number);
    let number = number.map(|number| format!("{} {number}", words.order()));
    let title = ticket.name.clone().or(number.clone()).unwrap_or_default();
    blocks.push(centre(&title, Style::LARGE));
    let under = number.filter(|_| ticket.name.is_some());
    let channel = match ticket.channel {
        Channel::Here => words.here(),
        Channel::ToGo => words.to_go(),
    };
    let under = under.map_or(channel.to_owned(), |number| format!("{number} · {channel}"));
    blocks.push(Block::pair(under, pen.moment(ticket.sent), Style::BOLD));
    blocks.push(Block::Rule(Rule::Thin));
    for item in &ticket.items {
        add(pen, item, &mut blocks);
    }
    blocks.extend([Block::Rule(Rule::Thin), Block::Feed(1), Block::Cut]);
    blocks
}

fn add(pen: &Pen<'_>, item: &SentItem, blocks: &mut Vec<Block>) {
    let quantity = pen.quantity(item.by.saturating_abs());
    let text = match item.by < 0 {
        true => format!("{} {quantity} {}", pen.words.not_made(), item.name),
        false => format!("{quantity} {}", item.name),
    };
    blocks.push(Block::styled(
        text,
        printer::paper::Align::Left,
        Style::TALL,
    ));
    let modifiers = item.modifiers.iter();
    blocks.extend(modifiers.map(|name| Block::text(format!("   + {name}"))));
    if !item.note.is_empty() {
        blocks.push(Block::styled(
            format!("   » {}", item.note),
            printer::paper::Align::Left,
            Style::BOLD,
        ));
    }
}
