// What data subjects asked for of their rights (people/subject_requests.h), in the SQL that both stores speak (sql.h). No name and no words: the kind, a
// pseudonym where the customer is known, and the moments that the law's clock counts.
#pragma once

namespace tirai::collector {

// What version 9 of the SQLite schema and version 8 of PostgreSQL's add. `answered` 0: it is open.
inline constexpr const char* kSchemaOfRequests = R"sql(
CREATE TABLE subject_requests(
  request_id   text PRIMARY KEY,
  request      text NOT NULL CHECK(request IN ('information', 'access', 'rectification', 'erasure', 'withdrawal', 'objection', 'restriction', 'compensation', 'portability')),
  pseudonym    text NOT NULL,
  received     bigint NOT NULL,
  due          bigint NOT NULL,
  opened       bigint NOT NULL,
  opened_by    text NOT NULL,
  answered     bigint NOT NULL,
  answered_by  text NOT NULL,
  outcome      text NOT NULL CHECK(outcome IN ('', 'granted', 'partly', 'refused'))
);
CREATE INDEX subject_requests_by_answer ON subject_requests(answered, due);
)sql";

}  // namespace tirai::collector
