//! A till that had a menu of its own joins a business that has one.

use crate::support::server::{ADDRESS, Other, Server, run};
use crate::support::{Bench, NOON_MS, id};
use shared::event::{Event, MenuEvent};
use shared::id::{CategoryId, ProductId, SubjectId};
use shared::menu::{CategoryFields, Price, ProductFields};
use shared::money::{Currency, Money};
use shared::till::{Command, MenuCommand};
use till::sync::Engine;

const OWN: &str = "\
category,product,price,tax_rate,barcode,modifier_group,group_min,group_max,modifier,modifier_price
Café,Latte,100,,,Leche,0,1,Avena,10
Café,Cortado,90,,,,,,,
Almacén,Yerba 500 g,200,,7790001,,,,,
";

fn category(number: u128, name: &str) -> (SubjectId, Event) {
    let fields = CategoryFields {
        name: Some(name.to_owned()),
        position: Some(0),
    };
    let id = CategoryId(id(number));
    (id.into(), Event::Menu(MenuEvent::CategorySet(fields)))
}

fn product(number: u128, category: u128, name: &str, barcode: &str) -> (SubjectId, Event) {
    let fields = ProductFields {
        name: Some(name.to_owned()),
        category: Some(CategoryId(id(category))),
        price: Some(Price::Of(Money::minor(777))),
        barcode: Some(barcode.to_owned()),
        ..ProductFields::default()
    };
    let id = ProductId(id(number));
    (id.into(), Event::Menu(MenuEvent::ProductSet(fields)))
}

/// A till that sold from a menu of its own.
fn alone() -> Bench {
    let mut bench = Bench::new();
    let import = MenuCommand::Import {
        file: "own.csv".to_owned(),
        content: OWN.to_owned(),
    };
    bench.execute(Command::Menu(import)).unwrap();
    bench.sell(1, 1_000);
    bench
}

fn join(bench: &mut Bench, server: &mut Server) -> Engine {
    let answer = server.enrolment(Currency::ARS);
    bench.till().join(ADDRESS, &answer).unwrap();
    Engine::default()
}

fn sync(bench: &mut Bench, engine: &mut Engine, server: &mut Server) {
    engine.poke();
    run(engine, bench.till(), server, NOON_MS).unwrap();
}

/// Category, name and price in minor units of each product on the till.
fn shown(bench: &mut Bench) -> Vec<(String, String, i64)> {
    let menu = bench.menu();
    let line = |product: &shared::menu::Product| {
        let category = product.category.and_then(|id| menu.category(id));
        let price = match product.price {
            Price::Of(price) => price.to_minor(),
            Price::Ask => -1,
        };
        let category = category.map_or(String::new(), |category| category.name.clone());
        (category, product.name.clone(), price)
    };
    let mut shown: Vec<_> = menu.products.iter().map(line).collect();
    shown.sort();
    shown
}

#[test]
fn what_both_have_is_there_once_at_the_business_s_price() {
    let mut bench = alone();
    let mut server = Server::new(bench.till().header().unwrap());
    let mut other = Other::new(1);
    let theirs = [
        category(50, "Café"),
        category(51, "Para llevar"),
        product(60, 50, "Latte", ""),
        product(61, 51, "Yerba", "7790001"),
    ];
    server.arrive(&mut other, &theirs);
    let mut engine = join(&mut bench, &mut server);
    sync(&mut bench, &mut engine, &mut server);
    let line = |category: &str, name: &str, price| (category.to_owned(), name.to_owned(), price);
    let both = vec![
        line("Café", "Cortado", 9_000),
        line("Café", "Latte", 777),
        line("Para llevar", "Yerba", 777),
    ];
    assert_eq!(shown(&mut bench), both);
    let menu = bench.menu();
    assert_eq!((menu.categories.len(), menu.groups.len()), (2, 0));
    // The business hears of it, a till that starts again finds it so, and it is done once.
    assert_eq!(server.head(), bench.till().head());
    let head = bench.till().head();
    bench.restart();
    sync(&mut bench, &mut engine, &mut server);
    assert_eq!((shown(&mut bench), bench.till().head()), (both, head));
    assert_eq!(bench.till().projections().unwrap(), {
        bench.till().rebuild().unwrap();
        bench.till().projections().unwrap()
    });
}

#[test]
fn what_comes_after_the_till_is_not_taken_for_what_was_there() {
    let mut bench = alone();
    let mut server = Server::new(bench.till().header().unwrap());
    let mut other = Other::new(1);
    server.arrive(&mut other, &[category(50, "Café")]);
    let mut engine = join(&mut bench, &mut server);
    // Another till, which joined at the same time, and takes this one's latte for the business's: were its own gone here
    // as well, there would be none.
    server.arrive(&mut other, &[product(60, 50, "Latte", "")]);
    sync(&mut bench, &mut engine, &mut server);
    let lattes = shown(&mut bench)
        .into_iter()
        .filter(|(_, name, _)| name == "Latte");
    assert_eq!(lattes.count(), 2);
}

#[test]
fn a_business_without_a_menu_takes_the_till_s() {
    let mut bench = alone();
    let before = shown(&mut bench);
    let mut server = Server::new(bench.till().header().unwrap());
    let mut engine = join(&mut bench, &mut server);
    sync(&mut bench, &mut engine, &mut server);
    assert_eq!(shown(&mut bench), before);
    assert_eq!(server.head(), bench.till().head());
}
