//! A till's file with other bytes in some places: the till refuses it or works, and never panics.

use crate::stand::{Stand, with};
use shared::id::{LineId, OrderId};
use shared::money::Money;
use shared::order::{Item, OrderCommand};
use shared::quantity::Quantity;
use shared::till::{Command, MenuCommand, Query};
use std::cell::RefCell;
use till::Till;
use uuid::Uuid;

thread_local! {
    static STAND: RefCell<Option<Stand>> = const { RefCell::new(None) };
}

/// Each four bytes of the input are a place in the file and what stands there instead.
pub fn run(input: &[u8]) {
    with(
        &STAND,
        || Stand::new(a_day),
        |stand| {
            stand.put_back();
            let mut bytes = stand.bytes();
            for change in input.chunks_exact(4).take(64) {
                let place = usize::from(change[0]) << 16
                    | usize::from(change[1]) << 8
                    | usize::from(change[2]);
                let length = bytes.len();
                bytes[place % length] = change[3];
            }
            if input.len() % 4 == 1 {
                let length = bytes.len();
                bytes.truncate(length / 256 * usize::from(input[input.len() - 1]));
            }
            stand.put(bytes);
            if stand.open().is_ok() {
                use_it(stand.till());
            }
        },
    );
}

/// Everything that a person would do; it may fail, in words.
fn use_it(till: &mut Till) {
    for query in [Query::Session, Query::Menu, Query::OpenOrders, Query::Sync] {
        let _ = till.query(&query);
    }
    let order = OrderId(Uuid::from_u128(1));
    let _ = till.query(&Query::Ticket { order });
    let _ = till.execute(&add(order, 2));
    let _ = till.execute(&add(OrderId(Uuid::from_u128(3)), 4));
    let _ = till.execute(&Command::Menu(MenuCommand::UseStarter));
    let _ = till.rebuild();
    let _ = till.tidy();
}

fn a_day(till: &mut Till) {
    till.execute(&Command::Menu(MenuCommand::UseStarter))
        .unwrap();
    till.execute(&add(OrderId(Uuid::from_u128(1)), 1)).unwrap();
}

fn add(order: OrderId, line: u128) -> Command {
    let command = OrderCommand::AddLine {
        line: LineId(Uuid::from_u128(line)),
        item: Item::Amount {
            name: "Café".to_owned(),
            price: Money::minor(1_250),
        },
        quantity: Quantity::ONE,
        modifiers: None,
        note: String::new(),
    };
    Command::Order { order, command }
}
