// `serve --exporters FILE`: where else the log's events go, as JSON. collector/exporters.schema.json says the same for editors.
//
//   {"exporters": [{"name": "siem", "type": "syslog", "host": "siem.example", "port": 6514, "ca": "ca.pem"},
//                  {"name": "lake", "type": "kafka", "brokers": "k1:9092,k2:9092", "topic": "tirai", "properties": {"security.protocol": "ssl"}},
//                  {"name": "otel", "type": "otlp", "url": "https://otel.example:4318/v1/logs", "headers": {"x-token": "…"}},
//                  {"name": "disk", "type": "file", "path": "/var/log/tirai/events.ndjson", "rotate_mb": 64, "keep": 10}]}
#pragma once

#include <map>
#include <string>
#include <vector>

#include "wire/wire.h"

namespace tirai::collector {

struct ExporterConfig {
  enum class Type : std::uint8_t { kFile, kSyslog, kOtlp, kKafka } type = Type::kFile;
  std::string name;
  wire::Endpoint to;                                ///< syslog, otlp
  std::string target;                         ///< otlp: the address's path
  std::map<std::string, std::string> headers;  ///< otlp
  std::string path;                           ///< file
  std::int64_t rotate_bytes = std::int64_t{64} << 20, keep = 10;
  std::string brokers, topic;                 ///< kafka
  std::map<std::string, std::string> properties;  ///< kafka: librdkafka's own
};

/// Errors name the file and the key.
[[nodiscard]] Result<std::vector<ExporterConfig>> read_exporters(const std::string& path);
[[nodiscard]] Result<std::vector<ExporterConfig>> parse_exporters(const std::string& text, const std::string& name);

}  // namespace tirai::collector
