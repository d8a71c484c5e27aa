//! A till of the day: its window, and its books.

use super::accountant::{Books, notes};
use anyhow::{Context, Result, ensure};
use e2e::browser::Browser;
use e2e::till::Till;
use e2e::wait::until;
use serde_json::{Value, json};
use std::path::Path;

const FLOAT: i64 = 2_000_000;

/// What the menu's things are called in commands.
#[derive(Clone, Debug)]
pub struct Menu {
    /// A latte; its milk has to be chosen.
    pub latte: String,
    /// A cake.
    pub cake: String,
    /// A croissant.
    pub croissant: String,
    /// Oat milk.
    pub oat: String,
    coffee: String,
}

impl Menu {
    /// From the entries that an import wrote.
    pub fn of(journal: &[Value]) -> Result<Self> {
        let named = |kind: &str, name: &str| {
            let mut entries = journal.iter().filter(|entry| entry["kind"] == kind);
            let found = entries.find(|entry| {
                let body = entry["body"].as_str().unwrap_or_default();
                body.contains(&format!(r#""name":"{name}""#))
            });
            found.with_context(|| format!("no {name}"))
        };
        let id = |entry: &Value| {
            entry["subject"]
                .as_str()
                .map(str::to_owned)
                .context("no id")
        };
        let milk = named("menu.group_set", "Leche")?["body"].as_str();
        let milk: Value = serde_json::from_str(milk.context("no body")?)?;
        let oat = milk["modifiers"][1]["id"].as_str().context("no oat")?;
        Ok(Self {
            latte: id(named("menu.product_set", "Latte")?)?,
            cake: id(named("menu.product_set", "Budín")?)?,
            croissant: id(named("menu.product_set", "Medialuna")?)?,
            coffee: id(named("menu.category_set", "Café")?)?,
            oat: oat.to_owned(),
        })
    }
}

/// A till.
pub struct Counter {
    /// What is on the menu.
    pub menu: Menu,
    /// What it took and gave.
    pub books: Books,
    window: Option<Browser>,
    till: Till,
    number: u32,
    minted: u32,
    code: String,
}

impl Counter {
    /// Opens its window.
    pub async fn open(till: Till, menu: Menu, number: u32, folder: &Path) -> Result<Self> {
        let window = Browser::window(&till).await?;
        window.find("tile").await?;
        let file = folder.join(format!("code-{number}.jsonl"));
        till.ask(&["export-journal", &file.to_string_lossy()])?;
        let text = std::fs::read_to_string(&file)?;
        let joined = text.lines().find(|line| line.contains("till.joined"));
        let joined: Value = serde_json::from_str(joined.context("it never joined")?)?;
        let body: Value = serde_json::from_str(joined["body"].as_str().unwrap_or_default())?;
        let code = body["till_code"].as_str().context("no code")?.to_owned();
        Ok(Self {
            menu,
            books: Books::default(),
            window: Some(window),
            till,
            number,
            minted: 0,
            code,
        })
    }

    /// A fresh id.
    pub fn mint(&mut self) -> String {
        self.minted += 1;
        format!(
            "01900000-0000-7000-8{:03x}-{:012x}",
            self.number, self.minted
        )
    }

    /// Does what its page would ask of it; it says that it did.
    pub async fn does(&self, command: &Value) -> Result<()> {
        let answer = self.asks(command).await?;
        ensure!(answer == json!(0), "{command} was answered {answer}");
        Ok(())
    }

    /// The first sign of its answer: nothing where it did what it was asked.
    pub async fn asks(&self, command: &Value) -> Result<Value> {
        let script = format!(
            "const done = arguments[0];
             window.__TAURI__.core.invoke('execute', {{ command: {command} }})
                 .then((answer) => done(new Uint8Array(answer)[0]), (why) => done(String(why)));"
        );
        self.window()?.ask(&script).await
    }

    /// Does something to an order.
    pub async fn order(&self, order: &str, command: Value) -> Result<()> {
        let command = json!({"order": {"order": order, "command": command}});
        self.does(&command).await
    }

    /// One more of a product.
    pub async fn tap(&mut self, order: &str, product: &str) -> Result<String> {
        let line = self.mint();
        let tap = json!({"tap": {"product": product, "line": line}});
        self.order(order, tap).await?;
        Ok(line)
    }

    /// Takes the money. `given` are the tenders; what is too much of cash is given back.
    pub async fn settle(
        &mut self,
        order: &str,
        total: i64,
        tip: i64,
        given: &[(&str, i64)],
    ) -> Result<()> {
        let tenders = given.iter();
        let tenders = tenders.map(|(kind, amount)| json!({"kind": kind, "amount": amount}));
        let tenders: Vec<Value> = tenders.collect();
        let settle = json!({"settle": {"tenders": tenders, "total": total, "tip": tip}});
        self.order(order, settle).await?;
        let all: i64 = given.iter().map(|(_, amount)| amount).sum();
        let cash = given.iter().filter(|(kind, _)| *kind == "cash");
        let cash: i64 = cash.map(|(_, amount)| amount).sum();
        let change = all - total - tip;
        self.books.paid(total, cash - change, tip);
        Ok(())
    }

    /// The number of the receipt that was given last.
    pub fn last_receipt(&self) -> Value {
        json!({"till": self.code, "number": self.books.receipts()})
    }

    /// A bar makes the coffee; nobody prints anything.
    pub async fn has_a_bar(&mut self) -> Result<()> {
        let (station, coffee) = (self.mint(), &self.menu.coffee);
        let bar = json!({"id": station, "name": "Barra", "categories": [coffee]});
        self.does(&json!({"settings": {"stations": [bar]}})).await
    }

    fn shift(&self, command: Value) -> Value {
        let shift = format!("01900000-0000-7000-9{:03x}-000000000000", self.number);
        json!({"shift": {"shift": shift, "command": command}})
    }

    /// Opens the drawer of the day, and moves some cash.
    pub async fn open_shift(&mut self) -> Result<()> {
        self.does(&self.shift(json!({"open": {"float": FLOAT}})))
            .await?;
        self.books.drawer = FLOAT;
        let movement = self.mint();
        let out =
            json!({"pay_out": {"movement": movement, "amount": 500_000, "reason": "Proveedor"}});
        self.does(&self.shift(out)).await?;
        let movement = self.mint();
        let back = json!({"pay_in": {"movement": movement, "amount": 100_000, "reason": "Cambio"}});
        self.does(&self.shift(back)).await?;
        self.books.drawer -= 400_000;
        Ok(())
    }

    /// Counts what the accountant says is there, and closes.
    pub async fn close_shift(&mut self) -> Result<()> {
        let drawer = self.books.drawer;
        let pieces = notes(drawer).into_iter();
        let pieces = pieces.map(|(value, pieces)| json!({"value": value, "pieces": pieces}));
        let pieces: Vec<Value> = pieces.collect();
        let count = json!({"count": {"pieces": pieces, "counted": drawer}});
        self.does(&self.shift(count)).await?;
        let close = json!({"close": {"note": "", "leave_open": false}});
        self.does(&self.shift(close)).await
    }

    /// The power goes, and comes back.
    pub async fn power_cut(&mut self) -> Result<()> {
        if let Some(window) = self.window.take() {
            window.cut_power()?;
        }
        let window = self.window.insert(Browser::window(&self.till).await?);
        window.find("tile").await.map(drop)
    }

    fn window(&self) -> Result<&Browser> {
        self.window.as_ref().context("it is dark")
    }

    /// Waits until another till's order stands in its list of tabs.
    pub async fn until_tab(&self, name: &str) -> Result<()> {
        let tab = format!(r#"tab[data-name="{name}"]"#);
        self.window()?.find(&tab).await.map(drop)
    }

    /// Waits until nothing of it waits for the server.
    pub async fn until_sent(&self) -> Result<()> {
        let waiting = async || Ok(self.till.ask(&["status", "--json"])?["waiting"].clone());
        until("nothing to wait", waiting, |waiting| *waiting == json!(0))
            .await
            .map(drop)
    }

    /// Closes its window.
    pub async fn close(self) -> Result<(Till, Books)> {
        if let Some(window) = self.window {
            window.close().await?;
        }
        Ok((self.till, self.books))
    }
}
