//! Every screen as an accessibility checker sees it, in the light and in the dark, and as a hand and an eye do, in three
//! sizes and three languages: nothing serious is left, and everything fits.

use anyhow::Result;
use e2e::axe::Axe;
use e2e::browser::Browser;
use e2e::cafe::{Cafe, EMAIL, PASSWORD};
use e2e::fits;
use e2e::place;
use e2e::till::Till;

/// Who looks at each screen, and what they have found.
struct Eyes {
    axe: Option<Axe>,
    language: &'static str,
    /// What an owner is called in it.
    owner: &'static str,
    unfit: Vec<String>,
}

impl Eyes {
    async fn look(&mut self, window: &Browser, screen: &str) -> Result<()> {
        if let Some(axe) = &mut self.axe {
            axe.look(window, screen).await?;
        }
        let screen = format!("{} {screen}", self.language);
        self.unfit.extend(fits::look(window, &screen).await?);
        Ok(())
    }
}

async fn press(window: &Browser, keys: &[&str]) -> Result<()> {
    for key in keys {
        window.touch(key).await?;
    }
    Ok(())
}

/// The first day, an order with all its sheets, and the sale.
async fn an_order(window: &Browser, eyes: &mut Eyes) -> Result<()> {
    window.find("first-day").await?;
    window
        .touch(&format!(r#"choice[data-name="{}"]"#, eyes.language))
        .await?;
    eyes.look(window, "first-day").await?;
    window.touch("use-starter").await?;
    window.touch(r#"tile[data-name="Flat white"]"#).await?;
    window.find("price-sheet").await?;
    eyes.look(window, "price").await?;
    press(
        window,
        &["key-4", "key-2", "key-0", "key-0", "confirm-amount"],
    )
    .await?;
    window.find("line").await?;
    eyes.look(window, "sell").await?;
    window.touch("line-edit").await?;
    window.find("modifiers").await?;
    eyes.look(window, "modifiers").await?;
    window.touch("mods-done").await?;
    window.touch("line-discount").await?;
    window.find("discount-sheet").await?;
    eyes.look(window, "discount").await?;
    window.touch("discount-done").await?;
    a_tab(window, eyes).await?;
    window.touch("charge").await?;
    window.find("confirm-charge").await?;
    eyes.look(window, "pay").await?;
    in_parts(window, eyes).await?;
    press(window, &["key-5", "key-00", "key-0", "confirm-charge"]).await?;
    window.find("done").await?;
    eyes.look(window, "done").await?;
    window.touch("next").await
}

/// All of it is one part, which is about to be paid.
async fn in_parts(window: &Browser, eyes: &mut Eyes) -> Result<()> {
    press(window, &["split-open", "rest-line", "part-add"]).await?;
    eyes.look(window, "split").await?;
    press(window, &["by-parts", "parts-more"]).await?;
    eyes.look(window, "split-equal").await?;
    window.touch("by-product").await?;
    window.touch("rest-line").await?;
    window.touch("part-put").await?;
    window.find("part-line").await?;
    eyes.look(window, "split-part").await?;
    window.touch("part-charge").await?;
    window.find("confirm-charge").await.map(drop)
}

/// The order is kept under a name, and is about to be called off.
async fn a_tab(window: &Browser, eyes: &mut Eyes) -> Result<()> {
    window.touch("save-tab").await?;
    window.find("name-sheet").await?;
    eyes.look(window, "tab-name").await?;
    press(window, &["table", "name-done", "tab", "tab-current"]).await?;
    window.find("tabs-sheet").await?;
    eyes.look(window, "tabs").await?;
    window.touch("tab-join").await?;
    window.find("join-sheet").await?;
    eyes.look(window, "join").await?;
    press(window, &["close", "tab-current", "tab-void"]).await?;
    window.find("void-sheet").await?;
    eyes.look(window, "void").await?;
    window.touch("close").await
}

/// The drawer from its float to its Z.
async fn a_shift(window: &Browser, eyes: &mut Eyes) -> Result<()> {
    press(window, &["till", "open-shift"]).await?;
    window.find("pieces").await?;
    eyes.look(window, "count").await?;
    window.touch("pay-out").await?;
    window.find("cash-sheet").await?;
    eyes.look(window, "pay-out").await?;
    press(window, &["close", "confirm-count"]).await?;
    window.find("expected").await?;
    eyes.look(window, "compared").await?;
    window.type_into("shift-note", "Falta todo").await?;
    window.touch("close-shift").await?;
    window.find("close-sheet").await?;
    eyes.look(window, "close").await?;
    window.touch("close-confirm").await?;
    window.find("z-report").await?;
    eyes.look(window, "z").await?;
    window.touch("back").await
}

/// The sale of before comes back.
async fn a_refund(window: &Browser, eyes: &mut Eyes) -> Result<()> {
    window.touch("more").await?;
    window.touch("open-refund").await?;
    window.find("refund-empty").await?;
    eyes.look(window, "refund-find").await?;
    window.touch("sale").await?;
    window.find("refund-what").await?;
    press(window, &["refund-all", "refund-reason", "goods-gone"]).await?;
    window.find("refund-tax").await?;
    eyes.look(window, "refund").await?;
    window.touch("back").await
}

/// What stands behind the top bar: what waits, the settings, the team, and who comes in.
async fn the_rest(window: &Browser, eyes: &mut Eyes) -> Result<()> {
    window.touch("more").await?;
    window.find("more-sheet").await?;
    eyes.look(window, "more").await?;
    window.touch("open-sync").await?;
    window.find("kept").await?;
    eyes.look(window, "sync").await?;
    press(window, &["close", "more", "open-printer"]).await?;
    window.find("printer-place").await?;
    eyes.look(window, "printer").await?;
    press(window, &["close", "more", "open-kitchen", "station-add"]).await?;
    window.type_into("station-name", "Barra").await?;
    window.touch("station-category").await?;
    window.touch(r#"station-out[aria-pressed="false"]"#).await?;
    eyes.look(window, "station").await?;
    press(
        window,
        &[r#"station-out[aria-pressed="false"]"#, "station-save"],
    )
    .await?;
    window.find("station").await?;
    eyes.look(window, "stations").await?;
    press(window, &["close", r#"tile[data-name="Flat white"]"#]).await?;
    window.find("line").await?;
    press(window, &["exact-cash", "next"]).await?;
    press(window, &["more", "open-kitchen", "show-board"]).await?;
    window.look_at_window_with("kitchen-ticket").await?;
    eyes.look(window, "board").await?;
    window.look_at_window_with("kitchen-sheet").await?;
    press(window, &["close", "more", "open-team"]).await?;
    window.find("team-sheet").await?;
    eyes.look(window, "team").await?;
    window.touch("add-person").await?;
    window.type_into("person-name", "Sofía").await?;
    window
        .touch(&format!(r#"role[data-name="{}"]"#, eyes.owner))
        .await?;
    window.type_into("person-pin", "2468").await?;
    eyes.look(window, "person").await?;
    window.touch("person-save").await?;
    window.touch(r#"person[data-name="Sofía"]"#).await?;
    window.find("pin-dots").await?;
    eyes.look(window, "signin").await
}

/// All of it, in one language.
async fn the_counter(
    axe: Option<Axe>,
    (language, owner): (&'static str, &'static str),
) -> Result<Eyes> {
    let folder = place::workplace("cortado-accessible-")?;
    let window = Browser::window(&Till::at(folder.path())).await?;
    let mut eyes = Eyes {
        axe,
        language,
        owner,
        unfit: Vec::new(),
    };
    an_order(&window, &mut eyes).await?;
    a_shift(&window, &mut eyes).await?;
    a_refund(&window, &mut eyes).await?;
    the_rest(&window, &mut eyes).await?;
    window.close().await?;
    assert!(eyes.unfit.is_empty(), "{:#?}", eyes.unfit);
    Ok(eyes)
}

#[tokio::test]
async fn nothing_serious_is_found_at_the_counter() -> Result<()> {
    let eyes = the_counter(Axe::ready()?, ("Español", "Dueño/a")).await?;
    let found = eyes.axe.map(|axe| axe.found().to_vec()).unwrap_or_default();
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

#[tokio::test]
async fn everything_fits_in_english() -> Result<()> {
    the_counter(None, ("English", "Owner")).await.map(drop)
}

#[tokio::test]
async fn everything_fits_in_portuguese() -> Result<()> {
    the_counter(None, ("Português", "Dono/a")).await.map(drop)
}

#[tokio::test]
async fn nothing_serious_is_found_on_the_pages_of_the_server() -> Result<()> {
    let Some(mut axe) = Axe::ready()? else {
        return Ok(());
    };
    let cafe = Cafe::open(&[])?;
    let page = Browser::chromium((1440, 900)).await?;
    page.open(&format!("{}/dashboard/", cafe.server.url()))
        .await?;
    page.find("signin-email").await?;
    axe.look(&page, "dashboard-signin").await?;
    page.type_into("signin-email", EMAIL).await?;
    page.type_into("signin-password", PASSWORD).await?;
    page.click("signin-submit").await?;
    page.find("nav-tills").await?;
    axe.look(&page, "dashboard").await?;
    page.click("nav-tills").await?;
    page.find("new-code").await?;
    axe.look(&page, "dashboard-tills").await?;
    page.close().await?;
    assert!(axe.found().is_empty(), "{:#?}", axe.found());
    Ok(())
}
