//! The arguments of the window's two commands: a line each, done or answered one after the other.

use crate::stand::{Stand, with};
use shared::id::ProductId;
use shared::menu::Price;
use shared::money::Money;
use shared::till::{Answer, Command, MenuCommand, Query, TillFailure};
use std::cell::RefCell;
use till::Till;
use uuid::Uuid;

const LINES_MAX: usize = 24;

thread_local! {
    static STAND: RefCell<Option<Stand>> = const { RefCell::new(None) };
}

pub fn run(input: &[u8]) {
    let lines = input.split(|byte| *byte == b'\n').take(LINES_MAX);
    with(
        &STAND,
        || Stand::new(a_menu),
        |stand| {
            let before = stand.till().head();
            for line in lines {
                if let Ok(command) = serde_json::from_slice::<Command>(line) {
                    execute(stand, &command);
                }
                if let Ok(query) = serde_json::from_slice::<Query>(line) {
                    let answer = stand.till().query(&query).unwrap();
                    let written = serde_json::to_vec(&answer).unwrap();
                    assert_eq!(serde_json::from_slice::<Answer>(&written).unwrap(), answer);
                }
            }
            if stand.till().head() != before {
                stand.check();
                stand.put_back();
                stand.open().unwrap();
            }
        },
    );
}

fn execute(stand: &mut Stand, command: &Command) {
    let before = stand.till().head();
    match stand.till().execute(command) {
        Ok(outcome) => {
            if let Some(ticket) = outcome.ticket {
                let amounts = ticket
                    .lines
                    .iter()
                    .map(|line| i128::from(line.amount.to_minor()));
                let subtotal = i128::from(ticket.totals.subtotal.to_minor());
                let settled = matches!(ticket.status, shared::order::TicketStatus::Settled { .. });
                assert!(settled || amounts.sum::<i128>() == subtotal, "{ticket:?}");
            }
        }
        Err(TillFailure::Rejected(_)) => {
            assert_eq!(
                stand.till().head(),
                before,
                "refused, and written all the same"
            );
        }
        Err(failure) => panic!("{command:?}: {failure:?}"),
    }
}

/// A product to tap on.
fn a_menu(till: &mut Till) {
    let product = MenuCommand::CreateProduct {
        product: ProductId(Uuid::from_u128(7)),
        name: "Flat white".to_owned(),
        category: "Café".to_owned(),
        price: Price::Of(Money::minor(4_300)),
    };
    till.execute(&Command::Menu(product)).unwrap();
}
