package io.earlyview.training.page;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The plots of a page by name, drawn into it as they come; each is a file of its own too. */
final class Plots {
    private final Map<String, String> pictures = new LinkedHashMap<>();

    void draw(Markup page, String name, String svg) {
        // A class may be called anything; a file may not.
        pictures.put(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"), svg);
        page.markup("<figure>" + svg + "</figure>\n");
    }

    /** SVG by name. */
    Map<String, String> pictures() {
        return Map.copyOf(pictures);
    }
}
