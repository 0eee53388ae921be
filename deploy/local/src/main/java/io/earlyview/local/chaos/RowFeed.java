package io.earlyview.local.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** Asks the database for the first row of a score that was written after an instant, of a frame acquired after it. */
final class RowFeed {
    private static final String FIRST = """
            select min(persisted_at) from score where persisted_at >= ? and acquired_at >= ?
            and written_order > (select coalesce(max(written_order), 0) - 2000 from score)""";

    private final String url;

    RowFeed(String url) {
        this.url = url;
    }

    /** When it was written, by the database's clock; nothing while there is none, or nobody to ask. */
    Optional<Instant> persistedSince(Instant since) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(FIRST)) {
            statement.setTimestamp(1, Timestamp.from(since));
            statement.setTimestamp(2, Timestamp.from(since));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant);
            }
        } catch (SQLException e) {
            return Optional.empty(); // the database is what was killed
        }
    }
}
