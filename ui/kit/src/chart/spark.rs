//! A line as small as a word: only its shape matters.

use super::scale::share;
use yew::prelude::*;

const WIDTH: i64 = 7_400;
const HEIGHT: i64 = 2_400;
const MARGIN: i64 = 300;

/// The values, oldest first.
#[derive(Properties, PartialEq)]
pub struct SparkProps {
    /// The values, oldest first.
    pub values: Vec<i64>,
}

/// A small line. Hidden from screen readers: the value and its change stand beside it.
#[component]
pub fn Spark(props: &SparkProps) -> Html {
    let points = points(&props.values);
    let Some(last) = points.last().copied() else {
        return Html::default();
    };
    let line: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
    html! {
        <svg class="spark" viewBox={format!("0 0 {WIDTH} {HEIGHT}")} aria-hidden="true">
            <polyline points={line.join(" ")} />
            <circle cx={last.0.to_string()} cy={last.1.to_string()} r="280" />
        </svg>
    }
}

/// Where the values are drawn; none where two of them do not make a line.
fn points(values: &[i64]) -> Vec<(i64, i64)> {
    let (Some(least), Some(most)) = (values.iter().min(), values.iter().max()) else {
        return Vec::new();
    };
    let Some(last) = i64::try_from(values.len()).ok().filter(|count| *count > 1) else {
        return Vec::new();
    };
    let room = HEIGHT - 2 * MARGIN;
    let place = |(index, value): (i64, &i64)| {
        let risen = share(value.saturating_sub(*least), most.saturating_sub(*least));
        let y = HEIGHT - MARGIN - room * risen / 10_000;
        (WIDTH * index / (last - 1), y)
    };
    (0..).zip(values).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_spans_the_box() {
        assert_eq!(
            points(&[10, 30, 20]),
            [(0, 2_100), (3_700, 300), (7_400, 1_200)]
        );
    }

    #[test]
    fn one_value_is_no_line() {
        assert_eq!(points(&[10]), []);
    }

    #[test]
    fn equal_values_lie_flat() {
        assert_eq!(points(&[5, 5]), [(0, 2_100), (7_400, 2_100)]);
    }
}
