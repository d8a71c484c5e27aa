//! Contrast of every text and background the design pairs, in both themes (WCAG 2.2: 4.5 for text, 3 for graphics).

use std::collections::HashMap;

const STYLES: &str = include_str!("../assets/kit.css");

const TEXT: &[(&str, &str)] = &[
    ("ink", "surface"),
    ("ink", "bg"),
    ("ink", "sunken"),
    ("ink2", "surface"),
    ("ink2", "bg"),
    ("ink2", "sunken"),
    ("ink3", "surface"),
    ("ink3", "bg"),
    ("ink3", "sunken"),
    ("on-accent", "accent"),
    ("on-accent", "accent-press"),
    ("accent-ink", "surface"),
    ("accent-ink", "tint"),
    ("warn", "warn-tint"),
    ("bad", "bad-tint"),
    ("bad", "surface"),
    ("ink", "tint"),
    ("ink2", "tint"),
    ("bg", "ink"),
    ("ink", "seg-on"),
];

const GRAPHICS: &[(&str, &str)] = &[
    ("edge", "surface"),
    ("edge", "bg"),
    ("accent", "surface"),
    ("accent", "bg"),
    ("cafe", "surface"),
    ("frio", "surface"),
    ("te", "surface"),
    ("pan", "surface"),
    ("tost", "surface"),
    ("dulce", "surface"),
    ("tienda", "surface"),
];

fn tokens(block: &str) -> HashMap<&str, u32> {
    let start = STYLES.find(block).expect("the block is in the style sheet");
    let body = &STYLES[start..start + STYLES[start..].find("\n}").expect("the block ends")];
    let declarations = body
        .split(['{', ';', '\n'])
        .filter_map(|text| text.trim().strip_prefix("--"));
    declarations
        .filter_map(|text| {
            let (name, value) = text.split_once(':')?;
            let hex = value.strip_prefix('#').filter(|hex| hex.len() == 6)?;
            Some((name, u32::from_str_radix(hex, 16).ok()?))
        })
        .collect()
}

fn luminance(colour: u32) -> f64 {
    let channel = |shift: u32| {
        let value = f64::from((colour >> shift) & 0xFF) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}

fn ratio(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_pair_can_be_read_in_both_themes() {
    let light = tokens(":root{");
    let mut dark = light.clone();
    dark.extend(tokens(":root[data-theme=dark]{"));
    let mut low = Vec::new();
    for (theme, colours) in [("light", &light), ("dark", &dark)] {
        for (pairs, least) in [(TEXT, 4.5), (GRAPHICS, 3.0)] {
            for (front, back) in pairs {
                let found = ratio(colours[front], colours[back]);
                if found < least {
                    low.push(format!("{theme}: {front} on {back} {found:.2}"));
                }
            }
        }
    }
    assert!(low.is_empty(), "{low:#?}");
}
