package io.earlyview.local.audit;

import io.earlyview.local.audit.Kept.AcquisitionRow;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the tables of results with SQL. */
final class DatabaseReader {
    private static final int ROWS_AT_ONCE = 1000;

    private final String url;

    /** @param url for JDBC */
    DatabaseReader(String url) {
        this.url = url;
    }

    void scores(Consumer<StoredView.Row> taken) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false); // otherwise the driver fetches all rows at once
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery(
                    "select score_id, acquisition_id, revision, coalesce(probability, 'NaN'), original from score")) {
                while (rows.next()) {
                    taken.accept(new StoredView.Row(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getInt(3),
                            rows.getDouble(4),
                            Revision.of(rows.getBytes(5))));
                }
            }
        }
    }

    /** Table {@code acquisition} by id. */
    Map<String, AcquisitionRow> acquisitions() throws SQLException {
        Map<String, AcquisitionRow> acquisitions = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select a.id, a.state <> 'IN_PROGRESS', a.frames_received, l.acquisition_id is not null
                        from acquisition a left join label l on l.acquisition_id = a.id""")) {
            while (rows.next()) {
                acquisitions.put(
                        rows.getString(1), new AcquisitionRow(rows.getBoolean(2), rows.getInt(3), rows.getBoolean(4)));
            }
        }
        return acquisitions;
    }
}
