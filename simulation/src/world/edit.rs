//! The owner changes the menu, away from every till: what the server writes in the cloud's own series.

use super::{Checked, Violation, World};
use crate::chance::Chance;
use shared::event::{Event, MenuEvent};
use shared::id::SubjectId;
use shared::menu::{Price, ProductFields};
use shared::money::Money;

/// Who is told of what the cloud writes: none of the machines, and none of the strangers.
const OWNER: usize = usize::MAX / 2;

impl World<'_> {
    /// A price, a product that is sold out, a name, or a product that was not there. What the owner is shown as saved was
    /// committed before.
    pub(super) fn edit(&mut self, who: usize, luck: &mut Chance) -> Checked {
        if self.now_ms < self.server.down_until {
            return Ok(());
        }
        let business = self.machines[who].business;
        let deeds = self.deeds(business, luck);
        let series = self.server.write(business, &deeds, luck, self.now_ms);
        let store = &self.server.shops[business].store;
        let header = store.joined().find(|header| header.series == series);
        let Some(header) = header.copied() else {
            return Err(Violation::new(
                "the cloud knows its series",
                series.to_string(),
            ));
        };
        self.ledger.begin(header, business);
        let from = usize::try_from(self.ledger.head(OWNER, series).0).unwrap_or(usize::MAX);
        let entries = store.entries(series).skip(from);
        let entries = entries.map(|(known, recorded)| (recorded.entry.clone(), known.hash));
        if !self.ledger.tell(OWNER, series, entries.collect()) {
            return Err(Violation::new(
                "the cloud's series is a chain",
                series.to_string(),
            ));
        }
        self.tally.count("the owner changes the menu");
        let first = store.entries(series).next().filter(|_| from == 0);
        if first.is_some_and(|(_, first)| first.entry.kind == "till.continued_from") {
            self.tally.count("the cloud goes on in a new series");
        }
        self.note(format_args!(
            "the owner changes the menu of business {business}"
        ));
        self.arrived(business, series)
    }

    fn deeds(&self, business: usize, luck: &mut Chance) -> Vec<(SubjectId, Event)> {
        let menu = self.server.shops[business].store.menu();
        let products = menu.values().filter(|row| row.product.is_some());
        let products: Vec<SubjectId> = products.map(|row| row.subject).collect();
        let known = luck.pick(&products).copied().filter(|_| luck.percent(85));
        let price = Price::Of(Money::minor(luck.between(1, 900_000)));
        let event = match (known, luck.below(5)) {
            (None, _) => MenuEvent::ProductSet(ProductFields {
                name: Some(format!("De la casa {}", luck.below(1_000))),
                price: Some(price),
                ..ProductFields::default()
            }),
            (Some(_), 0 | 1) => MenuEvent::ProductSet(ProductFields {
                price: Some(price),
                ..ProductFields::default()
            }),
            (Some(_), 2) => MenuEvent::ProductSet(ProductFields {
                available: Some(luck.percent(50)),
                ..ProductFields::default()
            }),
            (Some(_), 3) => MenuEvent::ProductSet(ProductFields {
                name: Some(format!("Renombrado {}", luck.below(1_000))),
                ..ProductFields::default()
            }),
            (Some(_), _) => MenuEvent::ProductDeleted,
        };
        let subject = known.unwrap_or_else(|| SubjectId(luck.id(self.now_ms)));
        vec![(subject, Event::Menu(event))]
    }
}
