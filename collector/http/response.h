// An answer as HTTP/1.1: its header fields, of which every answer has the same for the same reason.
#pragma once

#include <boost/beast/http.hpp>

#include "http/routes.h"

namespace tirai::collector {

/// Takes the answer's body.
[[nodiscard]] boost::beast::http::response<boost::beast::http::string_body> to_response(Answer& answer, bool keep_alive);

}  // namespace tirai::collector
