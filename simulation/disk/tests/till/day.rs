//! A short day on a till, with every kind of thing that it writes.

use super::stand::{Step, id};
use shared::event::{Event, MenuEvent};
use shared::id::{LineId, OrderId, ProductId, SubjectId};
use shared::menu::{Price, ProductFields};
use shared::money::Money;
use shared::order::{Channel, Item, Opened, OrderCommand, OrderEvent, OrderNumber, TillCode};
use shared::payment::{Tender, TenderKind};
use shared::quantity::Quantity;
use shared::till::{Command, MenuCommand, PreferencesSet, Theme, TillCommand};

pub const PRICE: i64 = 1_250;

/// What the till takes in on this day: orders paid, and their money.
pub const TAKINGS: (u64, i64) = (4, 2 * PRICE + 4_300 + PRICE + PRICE);

pub fn day() -> Vec<Step> {
    let mut day = vec![
        menu(MenuCommand::UseStarter),
        Step::Do(Command::Till(TillCommand::SetPreferences(PreferencesSet {
            theme: Some(Theme::Dark),
            ..PreferencesSet::default()
        }))),
    ];
    day.extend(an_order_with_second_thoughts());
    day.extend([
        menu(MenuCommand::CreateProduct {
            product: ProductId(id(7)),
            name: "Flat white".to_owned(),
            category: "Café".to_owned(),
            price: Price::Of(Money::minor(4_000)),
        }),
        menu(MenuCommand::SetPrice {
            product: ProductId(id(7)),
            price: Price::Of(Money::minor(4_300)),
        }),
        menu(MenuCommand::Import {
            file: "menu.csv".to_owned(),
            content: IMPORT.to_owned(),
        }),
        tap(2),
        settle(2, 4_300),
        Step::Checkpoint,
        add(3, 1),
        Step::Join,
        Step::Sync,
        Step::Elsewhere,
        Step::Sync,
        Step::Rebuild,
        Step::Tidy,
        Step::Restart,
    ]);
    day.extend(sale(4));
    day.extend([settle(3, PRICE), Step::Sync, Step::Checkpoint, Step::Tidy]);
    day
}

const IMPORT: &str = "category,product,price,tax_rate,barcode,modifier_group,group_min,group_max,modifier,modifier_price
Fríos,Agua,2200,,7790000000140,,,,,
Café,Latte,4600,21,,Leche,1,1,Entera,0
Café,Latte,4600,21,,Leche,1,1,Avena,900
";

fn an_order_with_second_thoughts() -> Vec<Step> {
    let line = |number: u128| LineId(id(1_000 + number));
    let edit = OrderCommand::EditLine {
        line: line(1),
        modifiers: Vec::new(),
        note: "sin azúcar".to_owned(),
    };
    let step = OrderCommand::StepQuantity {
        line: line(1),
        by: 1_000,
    };
    let remove = OrderCommand::RemoveLine { line: line(2) };
    let restore = OrderCommand::RestoreLine {
        line: line(2),
        into: line(3),
    };
    let again = OrderCommand::RemoveLine { line: line(3) };
    let channel = OrderCommand::SetChannel {
        channel: Channel::ToGo,
    };
    let mut steps = vec![add(1, 1), add(1, 2)];
    let changes = [edit, step, remove, restore, again, channel];
    steps.extend(changes.map(|command| order(1, command)));
    steps.push(settle(1, 2 * PRICE));
    steps
}

/// A whole sale.
pub fn sale(number: u128) -> [Step; 2] {
    [add(number, 1), settle(number, PRICE)]
}

pub fn add(number: u128, line: u128) -> Step {
    order(
        number,
        OrderCommand::AddLine {
            line: LineId(id(number * 1_000 + line)),
            item: Item::Amount {
                name: "Café".to_owned(),
                price: Money::minor(PRICE),
            },
            quantity: Quantity::ONE,
            modifiers: None,
            note: String::new(),
        },
    )
}

fn tap(number: u128) -> Step {
    order(
        number,
        OrderCommand::Tap {
            product: ProductId(id(7)),
            line: LineId(id(number * 1_000 + 1)),
        },
    )
}

pub fn settle(number: u128, total: i64) -> Step {
    let total = Money::minor(total);
    let tenders = vec![Tender {
        kind: TenderKind::Card,
        amount: total,
    }];
    order(
        number,
        OrderCommand::Settle {
            tenders,
            total,
            tip: Money::ZERO,
        },
    )
}

pub fn order_id(number: u128) -> OrderId {
    OrderId(id(number * 1_000))
}

fn order(number: u128, command: OrderCommand) -> Step {
    let order = order_id(number);
    Step::Do(Command::Order { order, command })
}

fn menu(command: MenuCommand) -> Step {
    Step::Do(Command::Menu(command))
}

/// What another till writes meanwhile.
pub fn elsewhere(number: u128) -> [Vec<(SubjectId, Event)>; 2] {
    let product = MenuEvent::ProductSet(ProductFields {
        name: Some("Medialuna".to_owned()),
        price: Some(Price::Of(Money::minor(500))),
        ..ProductFields::default()
    });
    let opened = OrderEvent::Opened(Opened {
        number: OrderNumber {
            till: TillCode("C2".to_owned()),
            number: 1,
        },
        channel: Channel::Here,
    });
    [
        vec![(SubjectId(id(100_000 + number)), Event::Menu(product))],
        vec![(SubjectId(id(200_000 + number)), Event::Order(opened))],
    ]
}
