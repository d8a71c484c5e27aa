//! What a hand at the counter does: which line, which change, which money.

use crate::chance::Chance;
use crate::script::What;
use crate::world::World;
use shared::id::{LineId, OrderId, ProductId};
use shared::menu::{Menu, Price};
use shared::money::Money;
use shared::order::{Channel, Item, OrderCommand, Ticket};
use shared::payment::{Tender, TenderKind};
use shared::printing::{PrintCommand, Printer, PrinterPlace, ReceiptWhen};
use shared::quantity::Quantity;
use shared::till::{
    Answer, Command, Language, MenuCommand, PreferencesSet, Query, Theme, TillCommand,
};
use std::fmt::Write;

const NAMES: [&str; 6] = ["Café", "Medialuna", "Té", "Jugo", "Tostado", "Agua"];

/// What a customer gives for a total.
pub fn tenders(total: Money, luck: &mut Chance) -> Vec<Tender> {
    let cash = |amount: i64| Tender {
        kind: TenderKind::Cash,
        amount: Money::minor(amount),
    };
    let card = |amount: i64| Tender {
        kind: TenderKind::Card,
        amount: Money::minor(amount),
    };
    let due = total.to_minor();
    match luck.below(4) {
        _ if due == 0 => Vec::new(),
        0 => vec![card(due)],
        1 => vec![cash(due)],
        2 if due > 1 => vec![card(due / 2), cash(due - due / 2 + luck.between(0, 500))],
        _ => vec![cash(due + luck.between(0, 100_000))],
    }
}

impl World<'_> {
    fn menu_of(&mut self, who: usize) -> Menu {
        let till = self.machines[who].till.as_mut();
        match till.map(|till| till.query(&Query::Menu)) {
            Some(Ok(Answer::Menu(menu))) => menu,
            _ => Menu::default(),
        }
    }

    /// A line for a tab.
    pub(super) fn line(&mut self, who: usize, luck: &mut Chance) -> OrderCommand {
        let line = LineId(luck.id(self.now_ms));
        let menu = self.menu_of(who);
        let product = luck.pick(&menu.products);
        let quantity = match luck.below(4) {
            0 => Quantity::thousandths(luck.between(1, 3_000)),
            _ => Quantity::units(1),
        };
        let quantity = quantity.unwrap_or(Quantity::ONE);
        let price = Money::minor(luck.between(1, 900_000));
        let item = match product {
            Some(product) if luck.percent(70) => match product.price {
                Price::Of(_) if luck.percent(60) => {
                    let product = product.id;
                    return OrderCommand::Tap { product, line };
                }
                Price::Of(_) => Item::Product(product.id),
                Price::Ask => Item::Priced {
                    product: product.id,
                    price,
                },
            },
            _ => Item::Amount {
                name: (*luck.pick(&NAMES).unwrap_or(&"Café")).to_owned(),
                price,
            },
        };
        OrderCommand::AddLine {
            line,
            item,
            quantity,
            modifiers: None,
            note: match luck.below(5) {
                0 => "sin azúcar".to_owned(),
                _ => String::new(),
            },
        }
    }

    /// A change of a tab as the screen shows it.
    pub(super) fn change(
        &mut self,
        who: usize,
        ticket: &Ticket,
        luck: &mut Chance,
    ) -> OrderCommand {
        let into = LineId(luck.id(self.now_ms));
        let Some(held) = luck.pick(&ticket.lines) else {
            return self.line(who, luck);
        };
        let line = held.line;
        match luck.below(9) {
            0 | 1 => OrderCommand::StepQuantity {
                line,
                by: luck.between(1, 4) * 1_000,
            },
            2 => OrderCommand::StepQuantity { line, by: -1_000 },
            3 => OrderCommand::RemoveLine { line },
            4 => OrderCommand::TakeOne { line, into },
            5 => OrderCommand::RestoreLine { line, into },
            6 => OrderCommand::SetChannel {
                channel: match luck.percent(50) {
                    true => Channel::ToGo,
                    false => Channel::Here,
                },
            },
            7 => OrderCommand::EditLine {
                line,
                modifiers: held.modifiers.iter().map(|modifier| modifier.id).collect(),
                note: format!("nota {}", luck.below(100)),
            },
            _ => self.line(who, luck),
        }
    }

    /// Everything that is not about a tab.
    pub(super) fn other_command(&mut self, what: What, who: usize, luck: &mut Chance) -> Command {
        match what {
            What::Import => Command::Menu(match luck.percent(30) {
                true => MenuCommand::UseStarter,
                false => MenuCommand::Import {
                    file: "menu.csv".to_owned(),
                    content: menu_file(luck),
                },
            }),
            What::Preferences if luck.percent(50) => Command::Print(PrintCommand::SetPrinter(
                luck.percent(80).then(|| a_printer(luck)),
            )),
            What::Preferences => Command::Till(TillCommand::SetPreferences(PreferencesSet {
                language: Some(match luck.percent(50) {
                    true => Language::English,
                    false => Language::Portuguese,
                }),
                theme: luck.percent(50).then_some(Theme::Dark),
            })),
            What::Nonsense => {
                let order = OrderId(luck.id(self.now_ms));
                let command = OrderCommand::Settle {
                    tenders: Vec::new(),
                    total: Money::minor(1),
                    tip: Money::ZERO,
                };
                Command::Order { order, command }
            }
            _ => self.menu_command(who, luck),
        }
    }

    fn menu_command(&mut self, who: usize, luck: &mut Chance) -> Command {
        let menu = self.menu_of(who);
        let price = match luck.below(8) {
            0 => Price::Ask,
            _ => Price::Of(Money::minor(luck.between(0, 500_000))),
        };
        let product = luck.pick(&menu.products).map(|product| product.id);
        Command::Menu(match (product, luck.below(3)) {
            (Some(product), 0) => MenuCommand::SetPrice { product, price },
            (Some(product), 1) => MenuCommand::SetAvailable {
                product,
                available: luck.percent(50),
            },
            _ => MenuCommand::CreateProduct {
                product: ProductId(luck.id(self.now_ms)),
                name: format!("{} {}", NAMES[0], luck.below(50)),
                category: NAMES[luck.index(NAMES.len()).unwrap_or(0)].to_owned(),
                price,
            },
        })
    }
}

/// A printer that nobody runs: what is sold is queued for it all the same.
fn a_printer(luck: &mut Chance) -> Printer {
    let path = format!("/dev/usb/lp{}", luck.below(4));
    Printer {
        receipts: match luck.percent(70) {
            true => ReceiptWhen::Always,
            false => ReceiptWhen::Asked,
        },
        ..Printer::at(PrinterPlace::File(path))
    }
}

/// A menu file: a few products, or so many that they do not fit into one push.
fn menu_file(luck: &mut Chance) -> String {
    let rows = match luck.below(3) {
        0 => luck.between(260, 420),
        _ => luck.between(3, 40),
    };
    let mut text = "category,product,price\n".to_owned();
    for row in 0..rows {
        let price = luck.between(1, 90_000);
        // Writing into a string never fails.
        let _ = writeln!(text, "Importado,Producto {row},{price}.00");
    }
    text
}
