package io.earlyview.training.page;

import java.util.Locale;
import java.util.Map;

/**
 * One HTML file that needs nothing else: plots are inline SVG, there is no script, and it reads on a phone and in print.
 *
 * @param html the page
 * @param plots the same plots as SVG by name
 */
record Page(String html, Map<String, String> plots) {
    private static final String STYLE = """
            body{font:16px/1.5 system-ui,"Helvetica Neue",Arial,sans-serif;color:#222;background:#fff;margin:0 auto;\
            max-width:62rem;padding:1rem 1.2rem 3rem}
            h1{font-size:1.7rem;line-height:1.2;margin:.6rem 0 .3rem}
            h2{font-size:1.25rem;margin:2.2rem 0 .5rem;border-bottom:1px solid #ddd;padding-bottom:.2rem}
            h3{font-size:1.02rem;margin:.2rem 0 .4rem}
            .use{background:#fff4d6;border:1px solid #d9a400;padding:.5rem .8rem;margin:0;font-weight:600}
            .state{display:inline-block;padding:.1rem .6rem;border-radius:.3rem;color:#fff;font-weight:600;\
            font-size:.9rem;background:#555}
            .state.released{background:#00704a}.state.not_learned,.state.failed,.state.rejected{background:#b3261e}
            .note{color:#666;font-size:.85rem}
            dl{display:grid;grid-template-columns:minmax(8rem,13rem) 1fr;gap:.25rem 1rem;margin:.5rem 0}
            dt{color:#555}dd{margin:0;overflow-wrap:anywhere}
            .wide{overflow-x:auto}
            table{border-collapse:collapse;font-size:.92rem;width:100%}
            th,td{text-align:left;padding:.28rem .7rem .28rem 0;border-bottom:1px solid #eee;vertical-align:top}
            thead th{color:#555;font-weight:600;border-bottom:1px solid #bbb}
            tbody th{font-weight:500}td{font-variant-numeric:tabular-nums}td:nth-child(-n+3){white-space:nowrap}
            .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:1rem}
            figure{margin:.6rem 0;max-width:36rem}figure svg{max-width:100%;height:auto;display:block}
            .finding{border-left:.3rem solid #888;padding:.3rem 0 .3rem .9rem;margin:.9rem 0;break-inside:avoid}
            .finding.error{border-color:#b3261e}.finding.warning{border-color:#d9a400}
            .grade{font-size:.8rem;padding:.05rem .45rem;border:1px solid currentColor;border-radius:.25rem}
            .error .grade{color:#b3261e}.warning .grade{color:#7a5c00}
            summary{cursor:pointer;color:#0b57a4;margin:.5rem 0}
            @media (max-width:32rem){dl{grid-template-columns:1fr;gap:0}dt{margin-top:.5rem}}
            @media print{body{max-width:none;padding:0;font-size:10.5pt}figure,tr,.finding{break-inside:avoid}\
            h2{break-after:avoid}}
            """;

    Page {
        plots = Map.copyOf(plots);
    }

    static Page of(Subject subject) {
        Markup page = new Markup();
        Plots plots = new Plots();
        head(page, subject);
        CardSection.use(page, subject);
        FigureSection.write(page, subject);
        FigureSection.writeFolds(page, subject);
        ClassSection.write(page, subject, plots);
        CurveSection.write(page, subject, plots);
        StoppingSection.write(page, subject);
        GateSection.write(page, subject);
        FindingSection.write(page, subject);
        LearningSection.write(page, subject, plots);
        DataSection.write(page, subject);
        CardSection.making(page, subject);
        LimitSection.write(page, subject);
        page.note(subject.note());
        page.markup("</body>\n</html>\n");
        return new Page(page.toString(), plots.pictures());
    }

    private static void head(Markup page, Subject subject) {
        String title = Markup.escaped(subject.exam().title() + " – " + subject.name());
        page.markup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + title
                + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n");
        page.markup("<p class=\"use\">" + Markup.escaped(subject.note()) + "</p>\n<h1>"
                + Markup.escaped(subject.exam().title()) + "</h1>\n");
        page.paragraph(
                subject.release().isPresent() ? "Model card of release " + subject.name() : "Run " + subject.name());
        subject.run().ifPresent(run -> {
            page.markup("<p><span class=\"state " + run.state().name().toLowerCase(Locale.ROOT) + "\">"
                    + Markup.escaped(run.state().name().replace('_', ' ')) + "</span> ");
            page.markup(Markup.escaped(run.sentence()) + "</p>\n");
        });
    }
}
