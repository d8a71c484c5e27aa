//! Figures as a table for people.

use super::figure::Figure;

const HEAD: [&str; 6] = [
    "what",
    "value",
    "against",
    "yardstick",
    "ratio (goal)",
    "reached",
];

/// Lines with aligned columns.
pub fn draw(figures: &[Figure]) -> String {
    let rows: Vec<[String; 6]> = std::iter::once(HEAD.map(str::to_owned))
        .chain(figures.iter().map(row))
        .collect();
    let mut widths = [0; 6];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let lines: Vec<String> = rows.iter().map(|row| line(row, &widths)).collect();
    lines.join("\n")
}

fn row(figure: &Figure) -> [String; 6] {
    let (against, yardstick, ratio) = match &figure.against {
        Some(yardstick) => (
            yardstick.name.clone(),
            amount(yardstick.value, figure.unit),
            format!(
                "{:.2} ({:.2})",
                figure.value / yardstick.value,
                yardstick.goal
            ),
        ),
        None => Default::default(),
    };
    let reached = figure
        .is_reached()
        .map_or("", |reached| if reached { "yes" } else { "NO" });
    [
        figure.name.clone(),
        amount(figure.value, figure.unit),
        against,
        yardstick,
        ratio,
        reached.to_owned(),
    ]
}

fn amount(value: f64, unit: &str) -> String {
    if value >= 100.0 {
        format!("{value:.0} {unit}")
    } else {
        format!("{value:.2} {unit}")
    }
}

fn line(cells: &[String; 6], widths: &[usize; 6]) -> String {
    let padded: Vec<String> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| format!("{cell:<width$}"))
        .collect();
    padded.join("  ").trim_end().to_owned()
}
