//! A QR code as one SVG path, on white with a quiet zone of four modules, in both themes.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;
use yew::prelude::*;

const QUIET: i32 = 4;

/// A text as a QR code.
#[derive(Properties, PartialEq)]
pub struct QrProps {
    /// The text.
    pub text: AttrValue,
    /// What it is, for those who do not see it.
    pub label: AttrValue,
}

/// A QR code. A text too long for one shows nothing; what it says stands beside it in signs.
#[component]
pub fn Qr(props: &QrProps) -> Html {
    let Ok(code) = QrCode::encode_text(&props.text, QrCodeEcc::Medium) else {
        return Html::default();
    };
    let side = code.size() + 2 * QUIET;
    html! {
        <svg class="qr" viewBox={format!("0 0 {side} {side}")} role="img" aria-label={props.label.clone()}
            shape-rendering="crispEdges">
            <rect width="100%" height="100%" fill="#fff" />
            <path d={path(&code)} fill="#000" />
        </svg>
    }
}

fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) {
                let (x, y) = (x + QUIET, y + QUIET);
                write!(path, "M{x} {y}h1v1h-1z").expect("a string takes any text");
            }
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_finder_stands_behind_the_quiet_zone() {
        let code = QrCode::encode_text("https://example.org/ 7K4M2-QXD3P", QrCodeEcc::Medium);
        let path = path(&code.expect("short enough"));
        assert!(path.starts_with("M4 4h1v1h-1zM5 4h1v1h-1z"), "{path}");
    }
}
