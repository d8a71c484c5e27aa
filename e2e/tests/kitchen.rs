//! From a tap at the counter to the kitchen's screen and back, in the real window and the one beside it.

use anyhow::{Context, Result, ensure};
use e2e::browser::Browser;
use e2e::place;
use e2e::till::Till;
use paper_printer::{Condition, TcpPrinter};
use std::fs::File;

async fn set_up_the_bar(window: &Browser) -> Result<()> {
    window.click("more").await?;
    window.click("open-kitchen").await?;
    window.find("no-stations").await?;
    window.click("station-add").await?;
    window.type_into("station-name", "Barra").await?;
    window
        .click(r#"station-category[data-name="Café"]"#)
        .await?;
    window.picture("kitchen-station").await?;
    window.click("station-save").await?;
    window.find(r#"station[data-name="Barra"]"#).await?;
    window.picture("kitchen-stations").await
}

async fn tap(window: &Browser, product: &str, total: &str) -> Result<()> {
    window
        .click(&format!(r#"tile[data-name="{product}"]"#))
        .await?;
    window
        .until_text("total", |text| text.contains(total))
        .await?;
    window.until_hand_is_back().await
}

/// A flat white and a cake are kept for a table; another flat white is paid at once and taken away.
async fn order(window: &Browser) -> Result<()> {
    tap(window, "Flat white", "4.500").await?;
    tap(window, "Budín", "7.400").await?;
    window.click("save-tab").await?;
    window.click(r#"table[aria-label="Mesa 4"]"#).await?;
    window.click("name-done").await?;
    window.find("empty-ticket").await?;
    tap(window, "Flat white", "4.500").await?;
    window.click("to-go").await?;
    window.click("exact-cash").await?;
    window.find("done").await.map(drop)
}

/// The ticket of this name is so far that the next step is called so, and takes it.
async fn step(board: &Browser, column: &str, name: &str, step: &str) -> Result<()> {
    let button = format!(r#"ticket-next[aria-label="{step} {name}"]"#);
    board.click(&button).await?;
    board
        .until_text(column, |text| text.contains(name))
        .await
        .map(drop)
}

#[tokio::test]
async fn a_ticket_goes_to_the_kitchen_and_is_taken_from_there() -> Result<()> {
    let folder = place::workplace("cortado-kitchen-")?;
    let menu = "Café,Flat white,4500,21\nPanadería,Budín,2900,21";
    let till = Till::selling(folder.path(), menu)?;
    let window = Browser::window(&till).await?;
    window.find("tile").await?;
    set_up_the_bar(&window).await?;
    window.click("show-board").await?;
    window.look_at_window_with("board").await?;
    window.look_at_window_with("kitchen-sheet").await?;
    window.click("close").await?;
    order(&window).await?;

    window.look_at_window_with("board").await?;
    window
        .until_text("column-new", |text| {
            text.contains("Mesa 4") && text.contains("Pedido 2")
        })
        .await?;
    let new = window.text("column-new").await?;
    ensure!(!new.contains("Budín"), "no station makes the cake: {new}");
    window.picture("board").await?;
    step(&window, "column-preparing", "Mesa 4", "Empezar").await?;
    step(&window, "column-preparing", "Pedido 2", "Empezar").await?;
    step(&window, "column-ready", "Pedido 2", "Listo").await?;
    window.picture("board-at-work").await?;
    window
        .click(r#"ticket-next[aria-label="Entregado Pedido 2"]"#)
        .await?;
    window.click("ticket-recall").await?;
    window
        .until_text("column-ready", |text| text.contains("Pedido 2"))
        .await?;

    // One more for the table, and the first is not wanted after all: the kitchen is told the difference.
    window.look_at_window_with("tile").await?;
    window.click("next").await?;
    window.click(r#"tab[data-name="Mesa 4"]"#).await?;
    window.find("line-sent").await?;
    window.picture("sent").await?;
    window.click("tab-current").await?;
    window.click("tab-void").await?;
    window.click("void-reason").await?;
    window.click("void-confirm").await?;
    window.find("empty-ticket").await?;
    window.look_at_window_with("board").await?;
    window
        .until_text("column-new", |text| text.contains("Anular"))
        .await?;
    window.picture("board-cancelled").await?;
    window
        .click(r#"ticket-next[aria-label="Visto Mesa 4"]"#)
        .await?;
    window
        .until_text("column-new", |text| text.contains("Nada por preparar"))
        .await?;
    window.close().await
}

/// What came out of a printer last, and a picture of it.
fn paper(printer: &TcpPrinter, name: &str) -> Result<String> {
    let bytes = printer.job().context("nothing was sent to the printer")?;
    let printed = paper_printer::print(&bytes, 576).map_err(|why| anyhow::anyhow!("{why:?}"))?;
    if let Some(folder) = place::screenshots() {
        std::fs::create_dir_all(&folder)?;
        let file = File::create(folder.join(format!("{name}.png")))?;
        printed.picture.to_png(file)?;
    }
    Ok(printed.text().join("\n"))
}

async fn set_up_printers(window: &Browser, counter: &TcpPrinter, bar: &TcpPrinter) -> Result<()> {
    window.click("more").await?;
    window.click("open-printer").await?;
    window
        .type_into("printer-place", &counter.address())
        .await?;
    window.click("printer-save").await?;
    window.find("printer-test").await?;
    window.click("close").await?;
    window.click("more").await?;
    window.click("open-kitchen").await?;
    window.click("station-add").await?;
    window.type_into("station-name", "Barra").await?;
    window.click("station-category").await?;
    window.click(r#"station-out[aria-pressed="false"]"#).await?;
    window.type_into("station-place", &bar.address()).await?;
    window.picture("kitchen-printer").await?;
    window.click("station-save").await?;
    window.find("station").await?;
    window.click("close").await
}

#[tokio::test]
async fn a_ticket_comes_out_at_the_bar_or_at_the_counter_when_the_bar_is_silent() -> Result<()> {
    let folder = place::workplace("cortado-kitchen-")?;
    let till = Till::selling(folder.path(), "Café,Flat white,4500,21")?;
    let counter = TcpPrinter::start(Condition::Ready)?;
    let bar = TcpPrinter::start(Condition::Ready)?;
    let window = Browser::window(&till).await?;
    window.find("tile").await?;
    set_up_printers(&window, &counter, &bar).await?;

    tap(&window, "Flat white", "4.500").await?;
    window.click("exact-cash").await?;
    window.find("done").await?;
    let ticket = paper(&bar, "paper-ticket")?;
    ensure!(
        ticket.contains("Barra") && ticket.contains("1 Flat white"),
        "{ticket}"
    );
    ensure!(paper(&counter, "paper-receipt-of-ticket")?.contains("TOTAL"));

    bar.become_condition(Condition::OutOfPaper);
    window.click("next").await?;
    tap(&window, "Flat white", "4.500").await?;
    window.click("exact-cash").await?;
    ensure!(paper(&counter, "paper-receipt-first")?.contains("TOTAL"));
    let ticket = paper(&counter, "paper-ticket-at-counter")?;
    ensure!(
        ticket.contains("No responde la impresora de Barra") && ticket.contains("1 Flat white"),
        "{ticket}"
    );
    // It is said on the screen, and where to look.
    window.click("next").await?;
    window.click("printer-tag").await?;
    window
        .until_text("station-trouble", |text| text.contains("papel"))
        .await?;
    window.picture("kitchen-trouble").await?;
    window.close().await
}
