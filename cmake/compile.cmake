option(TIRAI_GROUPS "compile several files of a folder at a time" ON)

# Headers that nearly every file of a target reads are read once. For a small file of the core reading them is two thirds of its compile time.
# -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON reads them in every file again. clang is told to leave the time out of the result; ccache asks for that, and for the CCACHE_SLOPPINESS of tools/setup.sh.
function(tirai_precompile target)
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <functional> <map> <memory> <optional> <set> <span> <string> <string_view> <variant> <vector> ${ARGN})
  if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()

# Files of one folder become one compilation, `most` at a time, but for those named after `most`: what nlohmann/json or Boost costs is paid once for all of
# them. A new file moves the groups of its own folder alone. Names in two files' unnamed namespaces may meet: the compiler says so, or tests/boundaries does.
# CMake's own UNITY_BUILD writes where the checkout is into what is compiled: ccache would find nothing of it from another one.
function(tirai_group target most)
  if(NOT TIRAI_GROUPS)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  list(REMOVE_ITEM sources ${ARGN})
  foreach(source ${sources})
    cmake_path(ABSOLUTE_PATH source)
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE path)
    cmake_path(GET path PARENT_PATH folder)
    string(MAKE_C_IDENTIFIER "${folder}" folder)
    math(EXPR group "0${count_${folder}} / ${most}")
    math(EXPR count_${folder} "0${count_${folder}} + 1")
    set_property(SOURCE ${source} PROPERTY HEADER_FILE_ONLY ON)
    string(APPEND ${folder}_${group} "#include \"${path}\"\n")
    list(APPEND groups ${folder}_${group})
  endforeach()
  list(REMOVE_DUPLICATES groups)
  foreach(group ${groups})
    set(file ${CMAKE_BINARY_DIR}/groups/${target}/${group}.cpp)
    file(CONFIGURE OUTPUT ${file} CONTENT "${${group}}")
    target_sources(${target} PRIVATE ${file})
  endforeach()
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)  # what a group includes are files, and it takes them for headers
  endif()
endfunction()
