// What a consent record says of the processing that was agreed to (people/consent_terms.h), in the SQL that both stores speak (sql.h). Of records that are
// older nobody said it.
#pragma once

namespace tirai::collector {

// What version 10 of the SQLite schema and version 9 of PostgreSQL's add.
inline constexpr const char* kSchemaOfConsents = R"sql(
ALTER TABLE consents ADD COLUMN controller text NOT NULL DEFAULT '';
ALTER TABLE consents ADD COLUMN pii_categories text NOT NULL DEFAULT '';
ALTER TABLE consents ADD COLUMN notice_version text NOT NULL DEFAULT '';
ALTER TABLE consents ADD COLUMN language text NOT NULL DEFAULT '';
ALTER TABLE consents ADD COLUMN jurisdiction text NOT NULL DEFAULT '';
ALTER TABLE consents ADD COLUMN withdrawal_method text NOT NULL DEFAULT '';
)sql";

}  // namespace tirai::collector
