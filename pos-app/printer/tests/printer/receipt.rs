//! The receipt of the design, and what else a cafe prints.

use printer::paper::{Align, Block, Drawer, Page, Picture, Rule, Style};

/// A glass, 64 by 80 dots.
pub fn logo() -> Picture {
    let mut logo = Picture::white(64, 80);
    for y in 0..80 {
        let inset = y / 8;
        let filled = !(4..=42).contains(&y);
        let side = 64 - 2 * inset;
        if filled {
            logo.fill(inset, y, side, 1, true);
        } else {
            logo.fill(inset, y, 4, 1, true);
            logo.fill(inset + side - 4, y, 4, 1, true);
        }
    }
    logo
}

/// What the QR code of the receipt says.
pub const LINK: &str = "https://cafe.example/t/8F3A21C7D05E";

/// The receipt that a guest gets.
pub fn receipt() -> Page {
    let plain = Style::PLAIN;
    let bold = Style::BOLD;
    let centre = |text: &str, style| Block::styled(text, Align::Centre, style);
    Page {
        blocks: vec![
            Block::Drawer(Drawer::Pin2),
            Block::Logo(logo()),
            centre("Café Lumbre", Style::TALL),
            centre("Honduras 4812, Palermo, CABA\nCUIT 30-00000000-0", plain),
            Block::Bar {
                left: "Pedido".into(),
                middle: "128".into(),
                right: "Acá".into(),
            },
            Block::pair("24/11/2026 10:42", "Caja 1 · Lucía", plain),
            Block::Rule(Rule::Thin),
            Block::row("2", "Flat white", "8.600,00", bold),
            Block::row("", "Leche de avena", "1.800,00", plain),
            Block::row("1", "Cortado", "3.200,00", bold),
            Block::row("", "Descafeinado", "", plain),
            Block::row("3", "Medialuna de manteca", "4.800,00", bold),
            Block::row("", "Promo 3×2", "−1.600,00", plain),
            Block::row(
                "1",
                "Tostado de jamón cocido y queso con tomate",
                "6.800,00",
                bold,
            ),
            Block::row("", "Bien tostado, sin manteca", "", plain),
            Block::Rule(Rule::Thin),
            Block::pair("Subtotal", "23.600,00", plain),
            Block::pair("Club Lumbre 10 %", "−2.360,00", plain),
            Block::pair("Propina 10 %", "2.124,00", plain),
            Block::pair("Redondeo", "−64,00", plain),
            Block::Rule(Rule::Thick),
            Block::pair("TOTAL", "$ 23.300,00", Style::TALL),
            Block::Rule(Rule::Thick),
            Block::pair("Efectivo", "30.000,00", plain),
            Block::pair("Vuelto", "6.700,00", bold),
            Block::pair("IVA incluido (21 %)", "3.686,28", plain),
            Block::Rule(Rule::Thin),
            Block::Qr(LINK.into()),
            centre("Tu ticket", bold),
            centre(
                "Escaneá para verlo, compartirlo o dejarnos tu opinión.",
                plain,
            ),
            Block::Code128("C1-004861".into()),
            Block::Rule(Rule::Dotted),
            centre(
                "Emitido sin conexión. Guardado en Caja 1.\nDocumento no válido como factura.",
                plain,
            ),
            Block::Blank,
            centre("¡Gracias, hasta la próxima!", bold),
            Block::Feed(1),
            Block::Cut,
        ],
    }
}

/// The same, printed again.
pub fn duplicate() -> Page {
    let mut page = receipt();
    page.blocks
        .retain(|block| !matches!(block, Block::Drawer(_)));
    page.blocks.insert(1, Block::Mark("DUPLICADO".into()));
    page
}
