//! A menu file is taken in as often as one likes, and means the same each time.

use crate::command_line::{run, said, status, write};
use serde_json::Value;
use std::path::{Path, PathBuf};

const HEADER: &str = "category,product,price,tax_rate,barcode,modifier_group,group_min,group_max,modifier,modifier_price\n";

/// A till, and the folder its files come from.
struct Till(tempfile::TempDir);

impl Till {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn folder(&self) -> &Path {
        self.0.path()
    }

    fn data(&self) -> PathBuf {
        self.folder().join("till")
    }

    /// Whether it worked, the products created and changed, and what was said.
    fn import(&self, rows: &str) -> (bool, Value, Value, String) {
        let file = write(self.folder(), "menu.csv", &format!("{HEADER}{rows}"));
        let output = run(&self.data(), &["import-menu", &file]);
        let counts: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        (
            output.status.success(),
            counts["created"].clone(),
            counts["changed"].clone(),
            said(&output),
        )
    }

    fn head(&self) -> u64 {
        status(&self.data())["head_sequence"].as_u64().unwrap()
    }
}

fn done(created: u32, changed: u32) -> (bool, Value, Value, String) {
    (true, created.into(), changed.into(), String::new())
}

fn menu(price: &str, oat: &str) -> String {
    format!(
        "Café,Latte,{price},21,,Leche,1,1,Entera,0\nCafé,Latte,{price},21,,Leche,1,1,Avena,{oat}\n\
         Café,Cortado,3200,21,,Leche,1,1,Entera,0\nCafé,Cortado,3200,21,,Leche,1,1,Avena,{oat}\n\
         Fríos,Agua,2200,,7790000000140,,,,,\n"
    )
}

#[test]
fn what_differs_is_changed_and_nothing_else() {
    let till = Till::new();
    assert_eq!(till.import(&menu("4600", "900")), done(3, 0));
    assert_eq!(till.import(&menu("4600", "900")), done(0, 0));
    assert_eq!(till.import(&menu("4700", "900")), done(0, 1));
    // A dearer answer changes the group that is there, for all its products.
    let before = till.head();
    assert!(till.import(&menu("4700", "950")).0);
    assert_eq!(till.head(), before + 1);
    // The barcode says which product it is, whatever its name.
    assert_eq!(
        till.import("Fríos,Agua con gas,2200,,7790000000140,,,,,\n"),
        done(0, 1)
    );
}

#[test]
fn the_second_time_it_says_nothing_new() {
    let till = Till::new();
    assert!(till.import(&menu("4700", "950")).0);
    for rows in [
        // Dearer at one product, and as it was at the other, which shared the question: two questions from now on.
        "Café,Latte,4700,21,,Leche,1,1,Entera,0\nCafé,Latte,4700,21,,Leche,1,1,Avena,990\n\
         Café,Cortado,3200,21,,Leche,1,1,Entera,0\nCafé,Cortado,3200,21,,Leche,1,1,Avena,950\n",
        // One answer is at most one, whatever is allowed: one question for both.
        "Tés,Latte,4600,21,,Leche,1,5,Avena,900\nCafé,Latte,4700,21,,Leche,1,1,Avena,900\n",
        // With a barcode and without: two products.
        "Fríos,Mate,900,,779001,,,,,\nFríos,Mate,800,,,,,,,\n",
    ] {
        assert!(till.import(rows).0, "{rows}");
        assert_eq!(till.import(rows), done(0, 0), "{rows}");
    }
}

#[test]
fn a_broken_row_is_named_and_stops_no_other() {
    let till = Till::new();
    let (success, created, _, said) = till.import(
        "Café,Moka,1.234,21,,,,,,\nCafé,Ristretto,2700,210,,,,,,\nCafé,Lungo,2700,21,,,,,,\n",
    );
    assert_eq!((success, created), (false, 1.into()));
    for (place, why) in [("menu.csv:2:", "decimals"), ("menu.csv:3:", "tax rate")] {
        assert!(said.contains(place) && said.contains(why), "{said}");
    }
}
