//! A browser or the till's window, driven by WebDriver.

use crate::child::Program;
use crate::wait::until;
use crate::{place, till::Till};
use anyhow::{Context, Result};
use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// A driver that cannot reach its browser waits for ever.
const SESSION_WITHIN: Duration = Duration::from_secs(20);

/// Answers once the last tap on a product is painted and a hand could be back for the next one.
const HAND_IS_BACK: &str = "const done = arguments[0]; const apart = 120;
    const look = () => {
        const tap = (window.__cortado_taps ?? []).at(-1);
        const left = tap ? tap.at + apart - performance.now() : 0;
        if (left > 0) setTimeout(look, left);
        else if (tap && tap.paint === undefined) setTimeout(look, 10);
        else done(null);
    };
    look();";

/// Changes a point that nobody sees, over and over: the window's picture is taken at the next paint, and a page at rest
/// has none until its clock moves on, up to a minute later.
const STIR: &str = "const point = document.createElement('i'); let odd = false;
    point.style.cssText = 'position:fixed;left:0;top:0;width:1px;height:1px';
    document.body.append(point);
    point.timer = setInterval(() => {
        odd = !odd;
        point.style.background = `rgba(127, 127, 127, ${odd ? 0.01 : 0.02})`;
    }, 20);
    window.__stir = point;";

/// What of a page a person would notice, and how often: for whoever reads that something else was not there.
const THERE: &str = "const names = {};
    for (const one of document.querySelectorAll('[data-testid]')) names[one.dataset.testid] = (names[one.dataset.testid] ?? 0) + 1;
    return Object.entries(names).map(([name, count]) => count > 1 ? `${name} x${count}` : name).join(', ');";

/// A page under the eyes and hands of a test.
pub struct Browser {
    client: Client,
    _driver: Program,
    _profile: TempDir,
}

impl Browser {
    /// A Chromium with an empty profile.
    pub async fn chromium((width, height): (u32, u32)) -> Result<Self> {
        let profile = tempfile::Builder::new()
            .prefix("cortado-chromium-")
            .tempdir()?;
        let port = free_port()?;
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}")).stderr(Stdio::null());
        let ready = |line: &str| line.contains("started successfully").then_some(());
        let (driver, ()) = Program::start("chromedriver", &mut command, ready)?;
        let mut arguments: Vec<String> = [
            "--headless=new",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-device-scale-factor=1",
        ]
        .map(String::from)
        .to_vec();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        arguments.push(format!("--window-size={width},{height}"));
        if is_root()? {
            arguments.push("--no-sandbox".to_owned());
        }
        let options = json!({"goog:chromeOptions": {"args": arguments}});
        let client = connect(port, options).await?;
        Ok(Self {
            client,
            _driver: driver,
            _profile: profile,
        })
    }

    /// The till's own window, with the journal of that till.
    pub async fn window(till: &Till) -> Result<Self> {
        Self::window_of(&place::till()?, till).await
    }

    /// The window that another program opens in the till's place, by starting it in the end.
    pub async fn window_of(program: &Path, till: &Till) -> Result<Self> {
        let profile = tempfile::Builder::new()
            .prefix("cortado-window-")
            .tempdir()?;
        let port = free_port()?;
        let mut command = Command::new("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            .arg("--host=127.0.0.1");
        // The window is the driver's child: what it may find is told to the driver.
        command
            .env("CORTADO_KEYRING", "off")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        // Without this the window does not let itself be driven.
        command.env("TAURI_WEBVIEW_AUTOMATION", "true");
        for variable in ["XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(variable, profile.path());
        }
        command.stdout(Stdio::null());
        let driver = Program::spawn("WebKitWebDriver", &mut command)?;
        let data = till.data().to_str().context("the path is text")?;
        let options = json!({"webkitgtk:browserOptions": {
            "binary": program, "args": ["--data", data],
        }});
        let client = connect(port, options).await?;
        Ok(Self {
            client,
            _driver: driver,
            _profile: profile,
        })
    }

    /// The WebDriver client, for what has no word here.
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// Opens an address.
    pub async fn open(&self, url: &str) -> Result<()> {
        Ok(self.client.goto(url).await?)
    }

    /// The element with this `data-testid`, once it is there. More of a selector may follow in brackets.
    pub async fn find(&self, id: &str) -> Result<Element> {
        let css = selector(id);
        let found = self.client.wait().at_most(Duration::from_secs(20));
        match found.for_element(Locator::Css(&css)).await {
            Ok(found) => Ok(found),
            Err(error) => {
                let there = self.run(THERE).await.unwrap_or_default();
                Err(error).with_context(|| format!("no {css} on the page, which has {there}"))
            }
        }
    }

    /// Whether there is an element with this `data-testid` now.
    pub async fn has(&self, id: &str) -> Result<bool> {
        Ok(!self
            .client
            .find_all(Locator::Css(&selector(id)))
            .await?
            .is_empty())
    }

    /// Clicks it, as a person would: once it is there and takes clicks.
    pub async fn click(&self, id: &str) -> Result<()> {
        let click = async || Ok(self.find(id).await?.click().await?);
        until(&format!("{id} to take a click"), click, |()| true).await
    }

    /// Clicks it from inside the page, once it is there: for a way through screens that is not itself what is tested, since
    /// the driver takes seconds for a hand's click.
    pub async fn touch(&self, id: &str) -> Result<()> {
        let script = "const found = document.querySelector(arguments[0]);
            if (!found || found.disabled) return false;
            found.click();
            return true;";
        let touch = async || {
            let asked = vec![json!(selector(id))];
            Ok(self.client.execute(script, asked).await?)
        };
        until(&format!("{id} to be touched"), touch, |done| *done == true)
            .await
            .map(drop)
    }

    /// Waits until a hand could be back for another tap on a product, which a person's never is at once: what touches
    /// a tile again within 80 ms is water.
    pub async fn until_hand_is_back(&self) -> Result<()> {
        self.ask(HAND_IS_BACK).await.map(drop)
    }

    /// Types into it.
    pub async fn type_into(&self, id: &str, text: &str) -> Result<()> {
        Ok(self.find(id).await?.send_keys(text).await?)
    }

    /// Its text, once it is there.
    pub async fn text(&self, id: &str) -> Result<String> {
        let script = "return document.querySelector(arguments[0])?.textContent ?? null";
        self.find(id).await?;
        let text = self
            .client
            .execute(script, vec![json!(selector(id))])
            .await?;
        let text = text.as_str().context("it went away")?;
        Ok(text.replace('\u{a0}', " ").trim().to_owned())
    }

    /// Waits until its text is as hoped.
    pub async fn until_text(&self, id: &str, hoped: impl Fn(&str) -> bool) -> Result<String> {
        until(
            &format!("the text of {id}"),
            async || self.text(id).await,
            |text| hoped(text),
        )
        .await
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Runs a script that answers by calling its last argument.
    pub async fn ask(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute_async(script, Vec::new()).await?)
    }

    /// Looks at the window of the program that has this on it, once there is one.
    pub async fn look_at_window_with(&self, id: &str) -> Result<()> {
        let look = async || {
            for handle in self.client.windows().await? {
                self.client.switch_to_window(handle).await?;
                if self.has(id).await? {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        let what = format!("a window with {id}");
        until(&what, look, |found| *found).await.map(drop)
    }

    /// Keeps a picture of the page, where pictures are wanted.
    pub async fn picture(&self, name: &str) -> Result<()> {
        if let Some(folder) = place::screenshots() {
            std::fs::create_dir_all(&folder)?;
            self.run(STIR).await?;
            let picture = self.client.screenshot().await?;
            self.run("clearInterval(window.__stir.timer); window.__stir.remove()")
                .await?;
            std::fs::write(folder.join(format!("{name}.png")), picture)?;
        }
        Ok(())
    }

    /// Ends the window and all that belongs to it as a power cut would.
    pub fn cut_power(self) -> Result<()> {
        self._driver.kill_group()
    }

    /// Closes it.
    pub async fn close(self) -> Result<()> {
        Ok(self.client.close().await?)
    }
}

/// `tile` or `tile[data-name="Flat white"]` as a selector.
fn selector(id: &str) -> String {
    let (name, rest) = id
        .split_once('[')
        .map_or((id, ""), |(name, rest)| (name, rest));
    let rest = if rest.is_empty() {
        String::new()
    } else {
        format!("[{rest}")
    };
    format!("[data-testid=\"{name}\"]{rest}")
}

async fn connect(port: u16, options: Value) -> Result<Client> {
    let capabilities: Capabilities = serde_json::from_value(options)?;
    let url = format!("http://127.0.0.1:{port}");
    let connect = async || {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let session = builder.capabilities(capabilities.clone());
        Ok(tokio::time::timeout(SESSION_WITHIN, session.connect(&url)).await??)
    };
    until("the driver", connect, |_| true).await
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn is_root() -> Result<bool> {
    let output = Command::new("id").arg("-u").output()?;
    Ok(output.stdout.starts_with(b"0\n"))
}
