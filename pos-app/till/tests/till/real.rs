//! Menus and orders of real cafes: they come in as a file, are rung up with every choice, and every total is right.

mod burritos;
mod cafe;

use crate::support::{Bench, id};
use shared::id::{LineId, ModifierGroupId, ModifierId, OrderId};
use shared::menu::{Menu, ModifierGroup, Product};
use shared::money::Money;
use shared::order::{Item, OrderCommand, Ticket};
use shared::payment::{Tender, TenderKind};
use shared::quantity::Quantity;
use shared::till::{Command, ImportedMenu, MenuCommand, Outcome, TillFailure};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The columns of a menu file.
const HEADER: &str = "category,product,price,tax_rate,barcode,modifier_group,group_min,group_max,modifier,modifier_price";

/// A file of real data, or nothing, said loudly, where it is not at hand.
fn data(file: &str) -> Option<String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("CORTADO_DATA").map_or(beside, PathBuf::from);
    let read = std::fs::read_to_string(data.join(file)).ok();
    if read.is_none() {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: {file} is not under {}; set CORTADO_DATA to where the data is",
            data.display()
        );
    }
    read
}

/// Rows as a menu file has them.
fn menu_file(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER.split(',')).unwrap();
    rows.iter()
        .for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// What is rung up of one product.
struct Line<'a> {
    product: &'a Product,
    /// Said at the counter, where it is not the menu's.
    price: Option<Money>,
    quantity: u32,
    modifiers: Vec<ModifierId>,
}

impl Bench {
    fn import(&mut self, content: String) -> ImportedMenu {
        let file = "menu.csv".to_owned();
        let import = Command::Menu(MenuCommand::Import { file, content });
        self.execute(import).unwrap().imported.unwrap()
    }

    fn ring(
        &mut self,
        order: OrderId,
        number: u128,
        line: &Line<'_>,
    ) -> Result<Outcome, TillFailure> {
        let product = line.product.id;
        let command = OrderCommand::AddLine {
            line: LineId(id(number)),
            item: match line.price {
                Some(price) => Item::Priced { product, price },
                None => Item::Product(product),
            },
            quantity: Quantity::units(line.quantity).unwrap(),
            modifiers: Some(line.modifiers.clone()),
            note: String::new(),
        };
        self.execute(Command::Order { order, command })
    }

    fn charge(&mut self, order: OrderId, total: Money) -> Ticket {
        // What costs nothing is paid with nothing.
        let given = (!total.is_zero()).then_some(Tender {
            kind: TenderKind::Card,
            amount: total,
        });
        let command = OrderCommand::Settle {
            tenders: given.into_iter().collect(),
            total,
            tip: Money::ZERO,
        };
        let done = self.execute(Command::Order { order, command }).unwrap();
        done.ticket.unwrap()
    }
}

fn product<'a>(menu: &'a Menu, name: &str) -> &'a Product {
    let mut named = menu.products.iter().filter(|held| held.name == name);
    named.next().unwrap_or_else(|| panic!("no {name}"))
}

/// The question of this id.
fn group_of(menu: &Menu, id: ModifierGroupId) -> Option<&ModifierGroup> {
    menu.groups.iter().find(|group| group.id == id)
}

/// The answer of this name to the question of that name.
fn answer(menu: &Menu, product: &Product, group: &str, name: &str) -> ModifierId {
    let groups = product.groups.iter().filter_map(|id| group_of(menu, *id));
    let mut answers = groups
        .filter(|held| held.name == group)
        .flat_map(|held| &held.modifiers);
    let found = answers.find(|modifier| modifier.name == name);
    found
        .unwrap_or_else(|| panic!("{}: {group}: no {name}", product.name))
        .id
}
