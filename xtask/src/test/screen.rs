//! A screen of our own for the tests, so that no window opens on anybody's desktop.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};

/// Room for the largest window that is looked at.
const SIZE: &str = "1920x1080x24";

/// An X server without a monitor; ends with this value.
pub struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    /// Starts one on a display number that it finds free by itself.
    pub fn start() -> Result<Self> {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                SIZE,
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start Xvfb")?;
        let mut number = String::new();
        BufReader::new(server.stdout.take().context("its output was asked for")?)
            .read_line(&mut number)?;
        let screen = Self {
            server,
            name: format!(":{}", number.trim()),
        };
        ensure!(!number.trim().is_empty(), "Xvfb found no display number");
        Ok(screen)
    }

    /// Makes a program open its windows here.
    pub fn show_on(&self, command: &mut Command) {
        command
            .env("DISPLAY", &self.name)
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY");
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
