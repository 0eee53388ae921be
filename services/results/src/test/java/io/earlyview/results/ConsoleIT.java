package io.earlyview.results;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.earlyview.results.Messages.newId;
import static io.earlyview.results.Waiting.acquisition;
import static io.earlyview.results.Waiting.eventually;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.earlyview.testing.KafkaResource;
import io.earlyview.testing.PostgresResource;
import io.earlyview.v1.ReleaseUsed;
import io.earlyview.v1.ScoreState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console in a real browser. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@WithTestResource(PostgresResource.class)
class ConsoleIT {
    @Inject
    Broker broker;

    @TestHTTPResource("/")
    URI console;

    private Playwright playwright;
    private Page page;
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void openTheConsole() {
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setTimeout(120_000)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 900));
        page.setDefaultTimeout(60_000);
        page.onPageError(complaints::add);
        // Refusals by the content security policy and failed loads come as messages of this type.
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.navigate(console.toString());
        assertThat(page.locator(".connection.live")).isVisible();
    }

    @AfterEach
    void closeTheConsole() {
        playwright.close();
    }

    @Test
    void anAcquisitionIsFollowedFromItsFirstFrameToItsLabel() {
        String id = newId();
        String shortId = id.substring(0, 8);
        broker.send(Messages.started(id));
        for (int index = 0; index < 3; index++) {
            broker.send(Messages.frame(id, index));
        }
        Locator card = page.locator(".card", new Page.LocatorOptions().setHasText(shortId));
        assertThat(card).containsText("3 of 120 frames");
        assertThat(card).containsText("no score yet");
        assertThat(card).containsText("simulated");

        broker.send(Messages.score(id, 1, 0.64));
        assertThat(card).containsText("0.64");
        assertThat(card.locator(".chip.positive")).hasText(Pattern.compile("abnormal"));

        broker.send(Messages.completed(id, 3));
        assertThat(card).hasCount(0);
        Locator row = page.locator("table tbody", new Page.LocatorOptions().setHasText(shortId));
        assertThat(row).containsText("0.64");

        row.locator("button.opener").click();
        assertThat(row.locator(".revision")).containsText("60 at 180°");
        row.locator("input[value=normal]").check();
        row.locator("button[type=submit]").click();
        assertThat(row.locator(".label")).containsText("≠ decision");
        assertThat(row.locator(".labelling")).containsText("from reader, who had seen the score");

        page.locator("input[type=search]").fill(shortId);
        assertThat(page.locator("table tbody")).hasCount(1);
        page.locator("input[type=search]").fill("nothing like it");
        assertThat(page.locator("table tbody")).hasCount(0);
        assertThat(page.locator(".research")).hasText("Research use only. Not a medical device; not for diagnosis.");
        assertEquals(List.of(), complaints);
    }

    @Test
    void theCourseOfAScoreShowsWhereTheScanMayStopAndWhatIsMissing() {
        String id = newId();
        broker.send(Messages.started(id));
        broker.send(Messages.revision(id, 1, 2, 0.4, ScoreState.SCORE_STATE_PROVISIONAL));
        broker.send(Messages.revision(id, 2, 9, 0.1, ScoreState.SCORE_STATE_STOP_NORMAL));
        Locator card = page.locator(".card", new Page.LocatorOptions().setHasText(id.substring(0, 8)));
        assertThat(card.locator(".chip.stop")).hasText("may stop: normal");
        assertThat(card.locator(".chip.stop"))
                .hasAttribute("title", "limit 0.12; of cases stopped so at most 7.7 % were wrong (95 % bound)");
        assertThat(card.locator(".chip.degraded")).hasText("3 frames missing");

        broker.send(Messages.completed(id, 9));
        Locator row = page.locator("table tbody", new Page.LocatorOptions().setHasText(id.substring(0, 8)));
        assertThat(row.locator(".chip.stop")).isVisible();
        row.locator("button.opener").click();
        assertThat(row.locator(".course"))
                .containsText(
                        Pattern.compile("2 revisions: P from 0.40 with\\s+2 frames to 0.10 with 9 of 120; may stop:"
                                + " normal from 9 frames on"));
        assertThat(row.locator(".course polyline")).hasCount(1);
        assertThat(row.locator(".course .stopped")).hasCount(1);
        assertThat(row.locator(".revision")).hasCount(1);
        assertThat(row.locator(".revision")).containsText("of cases stopped so at most 7.7 % were wrong");
        assertThat(row.locator(".revision")).containsText("9 frames");
        assertThat(row.locator(".revision")).containsText("cd".repeat(32));
        assertThat(row.locator(".stations")).containsText("network");
        assertEquals(List.of(), complaints);
    }

    @Test
    void theThresholdIsTriedOutAndThenMoved() {
        Locator point = page.locator("section[aria-labelledby=point-datscan]");
        String id = newId();
        broker.send(Messages.score(id, 1, 0.33));
        broker.send(Messages.label(id, "abnormal", false));
        Locator card = page.locator(".card", new Page.LocatorOptions().setHasText(id.substring(0, 8)));
        assertThat(card.locator(".chip.negative")).containsText("normal");

        point.locator("input[type=range]").fill("0.3");
        assertThat(card.locator(".chip.positive.draft")).containsText("abnormal");
        assertThat(point.locator(".preview")).containsText("would change");
        acquisition(id).body("decision", equalTo("normal"));

        point.locator("button.apply").click();
        assertThat(point.locator(".said")).containsText("The threshold is now 0.30");
        assertThat(card.locator(".chip.draft")).hasCount(0);
        assertThat(page.locator(".share").first()).containsText("n = ");
        acquisition(id).body("decision", equalTo("abnormal"));

        given().contentType("application/json")
                .body("{\"threshold\": 0.5}")
                .put("/api/v1/operating-points/datscan")
                .then()
                .statusCode(200);
        assertThat(card.locator(".chip.negative")).containsText("normal");
        assertEquals(List.of(), complaints);
    }

    @Test
    void nothingThatASenderWritesBecomesMarkup() {
        String id = newId();
        String markup = "<img src=x onerror=document.title='broken'>";
        broker.send(Messages.score(id, 1, 0.5).toBuilder()
                .setRelease(ReleaseUsed.newBuilder().setReleaseId(markup))
                .build());
        broker.send(Messages.aborted(id, 2));
        Locator row = page.locator("table tbody", new Page.LocatorOptions().setHasText(id.substring(0, 8)));
        assertThat(row.locator(".release")).hasText(markup);
        assertThat(row.locator("img")).hasCount(0);
        assertThat(page).hasTitle("EarlyView console");
        assertEquals(List.of(), complaints);
    }

    @Test
    void aNarrowScreenShowsEverythingWithoutSidewaysScrolling() {
        String id = newId();
        broker.send(Messages.started(id));
        broker.send(Messages.score(id, 1, 0.2));
        broker.send(Messages.completed(id, 0));
        Locator row = page.locator("table tbody", new Page.LocatorOptions().setHasText(id.substring(0, 8)));
        for (int width : new int[] {390, 1280}) {
            page.setViewportSize(width, 844);
            assertThat(row).isVisible();
            assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
        }
    }

    @Test
    void thePageMayLoadNothingFromElsewhere() {
        given().get("/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
                .header("X-Content-Type-Options", "nosniff");
        eventually(() -> assertEquals(
                0,
                page.evaluate("document.querySelectorAll('[src^=http], link[href^=http], script:not([src])').length")));
    }

    /** The system's Chromium; a missing one is a failure and no reason to skip. */
    private static Path chromium() {
        String named = System.getenv("CHROMIUM");
        Path path = Path.of(named == null ? "/usr/bin/chromium" : named);
        if (!Files.isExecutable(path)) {
            throw new AssertionError("The console's tests need Chromium, and there is none at " + path
                    + ": install the package `chromium` or name the binary in $CHROMIUM.");
        }
        return path;
    }
}
