// One JSON line on stderr per request, and per fault of ours. Never a body, a token, an address or a query.
#pragma once

#include <string_view>

#include "tirai/result.h"

namespace tirai::collector {

enum class LogLevel { kError, kInfo };
void set_log_level(LogLevel level);

struct RequestLine {
  std::string_view method, path, device_id, code;
  unsigned status = 0;
  double milliseconds = 0;
  std::size_t bytes = 0;  ///< of the request's body
};
void log_request(const RequestLine& line);
void log_error(const Error& error);

}  // namespace tirai::collector
