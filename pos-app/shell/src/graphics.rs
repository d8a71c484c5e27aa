//! How the window is drawn.

use std::path::Path;
use tauri::WebviewWindow;
use tauri::webview::PlatformWebview;

/// Draws the window as one surface where the machine has no graphics hardware. There the web view would keep a surface
/// for each layer and put them together with a compiler of its own, which costs a hundred megabytes and shows nothing
/// sooner.
pub fn suit(window: &WebviewWindow) -> tauri::Result<()> {
    if has_hardware() {
        return Ok(());
    }
    window.with_webview(draw_as_one)
}

/// A graphics card is where Linux says one is.
fn has_hardware() -> bool {
    cfg!(not(target_os = "linux")) || Path::new("/dev/dri").exists()
}

#[cfg(target_os = "linux")]
fn draw_as_one(view: PlatformWebview) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    if let Some(settings) = view.inner().settings() {
        settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
    }
}

#[cfg(not(target_os = "linux"))]
fn draw_as_one(_: PlatformWebview) {}
