//! Paper from the real window: a printer is set up, what is sold comes out of it, and one without paper stops nothing.

use anyhow::{Context, Result, ensure};
use e2e::browser::Browser;
use e2e::place;
use e2e::till::Till;
use e2e::wait::until;
use paper_printer::{Condition, Printed, TcpPrinter};
use std::fs::File;

fn paper(printer: &TcpPrinter, name: &str) -> Result<Printed> {
    let bytes = printer.job().context("nothing was sent to the printer")?;
    let printed = paper_printer::print(&bytes, 576).map_err(|why| anyhow::anyhow!("{why:?}"))?;
    if let Some(folder) = place::screenshots() {
        std::fs::create_dir_all(&folder)?;
        let file = File::create(folder.join(format!("{name}.png")))?;
        printed.picture.to_png(file)?;
    }
    Ok(printed)
}

fn says(printed: &Printed, text: &str) -> Result<()> {
    let lines = printed.text();
    ensure!(
        lines.iter().any(|line| line.contains(text)),
        "{text:?} is not on {lines:#?}"
    );
    Ok(())
}

async fn sell(window: &Browser) -> Result<()> {
    window.click(r#"tile[data-name="Flat white"]"#).await?;
    window.find("line").await?;
    window.click("exact-cash").await?;
    window.find("done").await?;
    Ok(())
}

async fn set_up(window: &Browser, printer: &TcpPrinter) -> Result<()> {
    window.click("till").await?;
    window.click("open-printer").await?;
    window.find("no-printer").await?;
    window.type_into("printer-place", "una impresora").await?;
    window.click("printer-save").await?;
    window.find("printer-refused").await?;
    window.picture("printer-refused").await?;
    // The field keeps the keyboard while the refusal goes.
    window
        .run("document.querySelector('[data-testid=printer-place]').select()")
        .await?;
    let address = printer.address();
    window.type_into("printer-place", &address).await?;
    window.click("printer-save").await?;
    window.click("printer-test").await?;
    let test = paper(printer, "paper-test")?;
    says(&test, "Prueba de impresión")?;
    window
        .until_text("printer-ready", |text| text.contains("Lista"))
        .await?;
    window.picture("printer").await?;
    window.click("close").await
}

async fn print_x(window: &Browser, printer: &TcpPrinter) -> Result<()> {
    window.click("till").await?;
    window.click("open-shift").await?;
    window.find("x-report").await?;
    window.click("print").await?;
    let x = paper(printer, "paper-x")?;
    says(&x, "Informe X")?;
    says(&x, "9.000,00")?;
    window.picture("printer-x").await?;
    Ok(())
}

#[tokio::test]
async fn what_is_sold_comes_out_and_a_printer_without_paper_stops_nothing() -> Result<()> {
    let folder = place::workplace("cortado-printing-")?;
    let till = Till::selling(folder.path(), "Café,Flat white,4500,21")?;
    let printer = TcpPrinter::start(Condition::Ready)?;
    let window = Browser::window(&till).await?;
    window.find("tile").await?;
    set_up(&window, &printer).await?;

    sell(&window).await?;
    let number = window.text("receipt").await?;
    let number = number
        .split_whitespace()
        .last()
        .unwrap_or_default()
        .to_owned();
    let receipt = paper(&printer, "paper-receipt")?;
    says(&receipt, "$ 4.500,00")?;
    says(&receipt, &number)?;
    ensure!((receipt.cuts(), receipt.pulses()) == (1, 1));
    window.picture("printer-done").await?;

    printer.become_condition(Condition::OutOfPaper);
    window.click("next").await?;
    sell(&window).await?;
    window
        .until_text("printer-tag", |text| text.contains('1'))
        .await?;
    printer.job();
    window.click("printer-tag").await?;
    window
        .until_text("printer-trouble", |text| text.contains("papel"))
        .await?;
    window.picture("printer-out-of-paper").await?;
    printer.become_condition(Condition::Ready);
    let late = loop {
        let printed = paper(&printer, "paper-late")?;
        // What asked in vain whether there is paper again.
        if !printed.text().is_empty() {
            break printed;
        }
    };
    says(&late, "TOTAL")?;
    window.find("printer-ready").await?;
    window.click("close").await?;
    let tag = async || window.has("printer-tag").await;
    until("the tag to go", tag, |there| !there).await?;

    window.click("print").await?;
    says(&paper(&printer, "paper-copy")?, "DUPLICADO")?;
    window.click("save-pdf").await?;
    let said = window
        .until_text("snack", |text| text.contains(".pdf"))
        .await?;
    let path = said.split_once('/').map(|(_, path)| format!("/{path}"));
    let document = std::fs::read(path.context("no path")?.trim())?;
    ensure!(document.starts_with(b"%PDF"));
    window.click("next").await?;

    print_x(&window, &printer).await?;
    window.close().await?;
    Ok(())
}
