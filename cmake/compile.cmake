# Headers that nearly every file of a target reads are read once. For a small file of the core reading them is two thirds of its compile time.
# -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON reads them in every file again. clang is told to leave the time out of the result; ccache asks for that, and for the CCACHE_SLOPPINESS of tools/setup.sh.
function(tirai_precompile target)
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <functional> <map> <memory> <optional> <set> <span> <string> <string_view> <variant> <vector> ${ARGN})
  if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()
