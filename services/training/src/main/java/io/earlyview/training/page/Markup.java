package io.earlyview.training.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes HTML. Whatever comes in is text and is escaped, unless it is called markup. */
final class Markup {
    private final StringBuilder html = new StringBuilder();

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A number with so many digits after the point, with its first one where that is not enough; a dash for none. */
    static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        boolean small = value != 0 && Math.abs(value) < Math.pow(10, -digits) / 2;
        // Written with the minus sign, which is as wide as the plus; a hyphen may be broken at.
        return String.format(Locale.ROOT, small ? "%.1g" : "%." + digits + "f", value)
                .replace('-', '−');
    }

    Markup heading(String text) {
        html.append("<h2>").append(escaped(text)).append("</h2>\n");
        return this;
    }

    Markup smallHeading(String text) {
        html.append("<h3>").append(escaped(text)).append("</h3>\n");
        return this;
    }

    Markup paragraph(String text) {
        html.append("<p>").append(escaped(text)).append("</p>\n");
        return this;
    }

    Markup note(String text) {
        html.append("<p class=\"note\">").append(escaped(text)).append("</p>\n");
        return this;
    }

    Markup list(List<String> texts) {
        html.append(texts.stream()
                .map(text -> "<li>" + escaped(text) + "</li>\n")
                .collect(Collectors.joining("", "<ul>\n", "</ul>\n")));
        return this;
    }

    /** Names and what they are, one under the other. */
    Markup facts(List<Fact> facts) {
        html.append(facts.stream()
                .map(fact -> "<dt>" + escaped(fact.name()) + "</dt><dd>" + escaped(fact.value()) + "</dd>\n")
                .collect(Collectors.joining("", "<dl>\n", "</dl>\n")));
        return this;
    }

    /** A row begins with its name. */
    Markup table(List<String> head, List<List<String>> rows) {
        html.append("<div class=\"wide\"><table>\n<thead><tr>");
        head.forEach(
                cell -> html.append("<th scope=\"col\">").append(escaped(cell)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr><th scope=\"row\">")
                    .append(escaped(row.getFirst()))
                    .append("</th>");
            row.stream()
                    .skip(1)
                    .forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
        return this;
    }

    /** What opens at a click, and is open in print. */
    Markup folded(String summary, Markup inside) {
        html.append("<details><summary>").append(escaped(summary)).append("</summary>\n");
        html.append(inside.html).append("</details>\n");
        return this;
    }

    Markup markup(String trusted) {
        html.append(trusted);
        return this;
    }

    @Override
    public String toString() {
        return html.toString();
    }

    /** A name and what it is. */
    record Fact(String name, String value) {}
}
