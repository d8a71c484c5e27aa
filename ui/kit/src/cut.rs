//! The cut: the picture of a product without a photo, a cross-section in flat bands, chosen by its name and its
//! category. The same name always has the same picture.

use crate::icon::Icon;
use yew::prelude::*;

/// The hue of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hue {
    /// Coffee.
    Coffee,
    /// Cold drinks.
    Cold,
    /// Tea.
    Tea,
    /// Bakery.
    Bakery,
    /// Toasts and meals.
    Toast,
    /// Cakes and sweets.
    Sweet,
    /// What is taken home.
    Shop,
}

/// Pieces of category names, folded, and the hue they mean.
const HUES: &[(Hue, &[&str])] = &[
    (
        Hue::Cold,
        &[
            "frio", "helad", "iced", "cold", "gelad", "jugo", "suco", "juice", "licuad", "limonad",
            "smoothie", "bebida", "drink", "refresc", "flavour", "flavor",
        ],
    ),
    (
        Hue::Shop,
        &[
            "tienda", "shop", "loja", "grano", "grao", "beans", "bolsa", "merch", "branded",
            "packaged", "regal", "gift",
        ],
    ),
    (
        Hue::Sweet,
        &[
            "dulce",
            "torta",
            "cake",
            "doce",
            "bolo",
            "postre",
            "dessert",
            "sweet",
            "pastel",
            "chocolat",
            "sobremesa",
        ],
    ),
    (
        Hue::Toast,
        &[
            "tost", "sandwich", "sanduich", "lunch", "almuerzo", "almoco", "comida", "food",
            "brunch", "salad", "ensalad", "salgad",
        ],
    ),
    (
        Hue::Bakery,
        &[
            "panader",
            "baker",
            "padaria",
            "pan",
            "pao",
            "bread",
            "pastry",
            "factura",
            "medialun",
            "croissant",
        ],
    ),
    (Hue::Tea, &["te", "tea", "cha", "infusion", "mate"]),
    (Hue::Coffee, &["cafe", "coffee", "espresso"]),
];

/// What a category or a product without a hue of its own falls back on, by its name.
const FALLBACK: [Hue; 7] = [
    Hue::Coffee,
    Hue::Cold,
    Hue::Tea,
    Hue::Bakery,
    Hue::Toast,
    Hue::Sweet,
    Hue::Shop,
];

impl Hue {
    /// The hue of a category of this name.
    pub fn of(category: &str) -> Self {
        let name = folded(category);
        let named = HUES
            .iter()
            .find(|(_, pieces)| pieces.iter().any(|piece| has_word(&name, piece)));
        match named {
            Some((hue, _)) => *hue,
            None => FALLBACK[name.bytes().map(usize::from).sum::<usize>() % FALLBACK.len()],
        }
    }

    /// The class that sets the colour.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Coffee => "hue-cafe",
            Self::Cold => "hue-frio",
            Self::Tea => "hue-te",
            Self::Bakery => "hue-pan",
            Self::Toast => "hue-tost",
            Self::Sweet => "hue-dulce",
            Self::Shop => "hue-tienda",
        }
    }

    /// The drawing of a category of this hue.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Coffee => Icon::Cup,
            Self::Cold => Icon::Glass,
            Self::Tea => Icon::Leaf,
            Self::Bakery => Icon::Croissant,
            Self::Toast => Icon::Toast,
            Self::Sweet => Icon::Cake,
            Self::Shop => Icon::Bag,
        }
    }

    const fn usual(self) -> (&'static str, &'static str) {
        match self {
            Self::Coffee => ("cup", "of-americano"),
            Self::Cold => ("tall", "of-water"),
            Self::Tea => ("glass", "of-tea"),
            Self::Bakery => ("stack", "of-bun"),
            Self::Toast => ("toast", "of-sandwich"),
            Self::Sweet => ("wedge", "of-sponge"),
            Self::Shop => ("bag", "of-box"),
        }
    }
}

/// Pieces of product names, folded, with vessel and filling. The first that fits wins: the special before the
/// general.
const NAMED: &[(&str, &str, &str)] = &[
    ("latte helado", "tall", "of-iced-latte"),
    ("iced latte", "tall", "of-iced-latte"),
    ("latte gelado", "tall", "of-iced-latte"),
    ("iced", "tall", "of-cold-brew"),
    ("helado", "tall", "of-iced-latte"),
    ("frap", "tall", "of-iced-latte"),
    ("cold brew", "tall", "of-cold-brew"),
    ("tonic", "tall", "of-cold-brew"),
    ("flat white", "cup", "of-flat-white"),
    ("cortado", "glass", "of-cortado"),
    ("macchiato", "glass", "of-cortado"),
    ("ristretto", "cup", "of-espresso"),
    ("espresso", "cup", "of-espresso"),
    ("expresso", "cup", "of-espresso"),
    ("capuc", "cup", "of-cappuccino"),
    ("cappuc", "cup", "of-cappuccino"),
    ("moca", "tall", "of-mocha"),
    ("moch", "tall", "of-mocha"),
    ("chai", "glass", "of-chai"),
    ("matcha", "glass", "of-green"),
    ("latte", "tall", "of-latte"),
    ("lagrima", "glass", "of-milk"),
    ("pingado", "glass", "of-cortado"),
    ("americano", "cup", "of-americano"),
    ("submarino", "tall", "of-mocha"),
    ("hot chocolate", "cup", "of-cocoa"),
    ("chocolate caliente", "cup", "of-cocoa"),
    ("chocolate quente", "cup", "of-cocoa"),
    ("v60", "glass", "of-filter"),
    ("filtr", "glass", "of-filter"),
    ("drip", "glass", "of-filter"),
    ("chemex", "glass", "of-filter"),
    ("aeropress", "glass", "of-filter"),
    ("coado", "glass", "of-filter"),
    ("brew", "glass", "of-filter"),
    ("limonada", "tall", "of-lemonade"),
    ("lemonade", "tall", "of-lemonade"),
    ("naranja", "tall", "of-orange"),
    ("laranja", "tall", "of-orange"),
    ("orange", "tall", "of-orange"),
    ("frutilla", "tall", "of-berry"),
    ("morango", "tall", "of-berry"),
    ("berry", "tall", "of-berry"),
    ("frutos rojos", "tall", "of-berry"),
    ("verde", "tall", "of-green"),
    ("agua", "tall", "of-water"),
    ("water", "tall", "of-water"),
    ("soda", "tall", "of-water"),
    ("gaseosa", "tall", "of-cold-brew"),
    ("medialuna", "moon", "of-croissant"),
    ("croissant", "moon", "of-croissant"),
    ("factura", "moon", "of-croissant"),
    ("chipa", "stack", "of-bun"),
    ("scon", "stack", "of-bun"),
    ("pao de queijo", "stack", "of-bun"),
    ("muffin", "stack", "of-cookie"),
    ("biscotti", "toast", "of-cookie"),
    ("cookie", "stack", "of-cookie"),
    ("galleta", "stack", "of-cookie"),
    ("palta", "toast", "of-avocado"),
    ("avocado", "toast", "of-avocado"),
    ("abacate", "toast", "of-avocado"),
    ("tostado", "toast", "of-sandwich"),
    ("sandwich", "toast", "of-sandwich"),
    ("sanduiche", "toast", "of-sandwich"),
    ("misto", "toast", "of-sandwich"),
    ("wrap", "toast", "of-avocado"),
    ("tostada", "toast", "of-bread"),
    ("bread", "toast", "of-bread"),
    ("pan de", "toast", "of-bread"),
    ("alfajor", "stack", "of-alfajor"),
    ("carrot", "wedge", "of-carrot"),
    ("zanahoria", "wedge", "of-carrot"),
    ("brownie", "toast", "of-brownie"),
    ("cheesecake", "wedge", "of-cheesecake"),
    ("chocolate", "wedge", "of-brownie"),
    ("budin", "wedge", "of-sponge"),
    ("cake", "wedge", "of-sponge"),
    ("torta", "wedge", "of-sponge"),
    ("bolo", "wedge", "of-sponge"),
    ("granos", "bag", "of-beans"),
    ("en grano", "bag", "of-beans"),
    ("beans", "bag", "of-beans"),
    ("250", "bag", "of-beans"),
    ("molido", "bag", "of-beans"),
    ("cafe con leche", "cup", "of-cappuccino"),
    ("te ", "glass", "of-tea"),
    ("tea", "glass", "of-tea"),
    ("cha ", "glass", "of-tea"),
    ("manzanilla", "glass", "of-tea"),
];

/// What a product looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    hue: Hue,
    vessel: &'static str,
    filling: &'static str,
}

impl Cut {
    /// The picture of a product of this name in a category of this name.
    pub fn of(category: &str, product: &str) -> Self {
        let hue = Hue::of(category);
        let name = folded(product);
        let named = NAMED.iter().find(|(piece, _, _)| name.contains(piece));
        let (vessel, filling) = match named {
            Some((_, vessel, filling)) => (*vessel, *filling),
            None => hue.usual(),
        };
        Self {
            hue,
            vessel,
            filling,
        }
    }

    /// The picture, 48 px, hidden from assistive technology.
    pub fn picture(self) -> Html {
        let handle = (self.vessel == "cup").then_some("handle");
        html! {
            <span class={classes!("pic", self.hue.class(), handle)} aria-hidden="true">
                <i class={classes!("cut", self.vessel, self.filling)}></i>
            </span>
        }
    }
}

/// The picture of a product.
pub fn picture(category: &str, product: &str) -> Html {
    Cut::of(category, product).picture()
}

/// A text in small letters without accents: what search and keywords compare.
pub fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect()
}

const fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

/// Whether a word of `name` starts with `piece`; pieces of two letters must be the whole word.
fn has_word(name: &str, piece: &str) -> bool {
    name.split(|sign: char| !sign.is_alphanumeric())
        .any(|word| {
            if piece.len() <= 3 {
                word == piece || word.strip_suffix('s') == Some(piece)
            } else {
                word.starts_with(piece)
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_decides_the_picture_and_the_category_the_hue() {
        let flat_white = Cut::of("Café", "Flat white");
        assert_eq!(
            (flat_white.vessel, flat_white.filling),
            ("cup", "of-flat-white")
        );
        assert_eq!(flat_white.hue, Hue::Coffee);
        assert_eq!(Cut::of("Panadería", "Medialuna de manteca").vessel, "moon");
        assert_eq!(
            Cut::of("Fríos", "Limonada de jengibre").filling,
            "of-lemonade"
        );
        assert_eq!(Cut::of("Té", "Earl Grey").hue, Hue::Tea);
        assert_eq!(Cut::of("Tostados", "Algo").vessel, "toast");
    }

    #[test]
    fn an_unknown_category_has_a_hue_that_stays() {
        assert_eq!(Hue::of("Zumba"), Hue::of("Zumba"));
    }

    #[test]
    fn folding_takes_accents_and_capitals_off() {
        assert_eq!(folded("CHIPÁ Ñandú"), "chipa nandu");
    }
}
