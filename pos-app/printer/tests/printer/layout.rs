//! Rows and words that do not fit.

use super::stand::lines;
use printer::paper::{Align, Block, Page, Style, Width};

fn check(blocks: Vec<Block>, expected: &[&str]) {
    assert_eq!(lines(&Page { blocks }, Width::Mm58), expected);
}

#[test]
fn a_long_name_wraps_below_itself_and_the_amount_stays_right() {
    let name = "Hamburguesa con tomate, cebolla, salsa de carne y mostaza";
    check(
        vec![Block::row("12", name, "3.900,00", Style::PLAIN)],
        &[
            "12 Hamburguesa con      3.900,00",
            "   tomate, cebolla,",
            "   salsa de carne y",
            "   mostaza",
        ],
    );
}

#[test]
fn rows_share_their_columns() {
    check(
        vec![
            Block::row("1", "Té", "1,00", Style::BOLD),
            Block::row("", "limón", "0,50", Style::PLAIN),
            Block::row("0,250", "Café molido", "12,00", Style::BOLD),
        ],
        &[
            "1     Té                    1,00",
            "      limón                 0,50",
            "0,250 Café molido          12,00",
        ],
    );
}

#[test]
fn a_word_longer_than_the_line_breaks_where_it_must() {
    check(
        vec![Block::text("Supercalifragilisticoespialidoso, dice")],
        &["Supercalifragilisticoespialidoso", ", dice"],
    );
}

#[test]
fn an_amount_beside_which_nothing_fits_goes_below() {
    check(
        vec![
            Block::pair("TOTAL", "$ 23.300,00", Style::LARGE),
            Block::pair("A pagar", "ARS 123.456.789.012,00 (aprox.)", Style::PLAIN),
        ],
        &[
            "TOTAL",
            "          $ 23.300,00",
            "A pagar",
            " ARS 123.456.789.012,00 (aprox.)",
        ],
    );
}

#[test]
fn an_amount_wider_than_the_paper_is_broken_and_not_cut() {
    let page = Page {
        blocks: vec![Block::pair("Total", "1234567890123456789,00", Style::LARGE)],
    };
    let laid_out = lines(&page, Width::Mm58);
    assert_eq!(laid_out[0], "Total");
    let amount: String = laid_out[1..].iter().map(|line| line.trim()).collect();
    assert_eq!(amount, "1234567890123456789,00");
}

#[test]
fn lines_of_text_keep_their_place() {
    check(
        vec![
            Block::styled("Café Lumbre\n\nHonduras 4812", Align::Centre, Style::PLAIN),
            Block::styled("derecha", Align::Right, Style::PLAIN),
        ],
        &[
            "          Café Lumbre",
            "",
            "         Honduras 4812",
            "                         derecha",
        ],
    );
}

#[test]
fn a_bar_has_its_number_in_the_middle_or_each_on_its_own_line() {
    let bar = |left: &str, middle: &str, right: &str| Block::Bar {
        left: left.into(),
        middle: middle.into(),
        right: right.into(),
    };
    check(
        vec![bar("Pedido", "128", "Acá")],
        &[" Pedido      128         Acá "],
    );
    check(
        vec![bar("Para llevar", "1280", "Mostrador")],
        &[
            " Para llevar                    ",
            "            1280            ",
            "                      Mostrador ",
        ],
    );
}

#[test]
fn a_space_that_binds_keeps_words_together() {
    check(
        vec![Block::text("El total de la mesa es de 12.500\u{a0}pesos")],
        &["El total de la mesa es de", "12.500 pesos"],
    );
}
