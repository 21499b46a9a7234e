# Where each dependency comes from; README.md beside this file says why each was chosen.
# All are Debian packages found by CMake; glad's loader is generated at configure time, offline.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(simdjson 3.0 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(ZIP REQUIRED IMPORTED_TARGET libzip)

# What the two lower floors are made with, in one place for the floors and for the fuzz targets, which compile a part
# of their sources anew.
add_library(needs_of_core INTERFACE)
target_link_libraries(needs_of_core INTERFACE Threads::Threads ICU::uc ICU::i18n PkgConfig::XXHASH PkgConfig::CRYPTO
  PkgConfig::SECCOMP)
add_library(needs_of_annotations INTERFACE)
target_link_libraries(needs_of_annotations INTERFACE nlohmann_json::nlohmann_json simdjson::simdjson)

find_package(Freetype REQUIRED)
pkg_check_modules(HARFBUZZ REQUIRED IMPORTED_TARGET harfbuzz harfbuzz-icu)
pkg_check_modules(FONTCONFIG REQUIRED IMPORTED_TARGET fontconfig)

if(SAYSO_TESTS)
  find_package(doctest REQUIRED)
  find_package(benchmark 1.7 REQUIRED)
  pkg_check_modules(PANGO REQUIRED IMPORTED_TARGET pangoft2)
endif()

if(SAYSO_WINDOW)
  find_package(OpenGL REQUIRED)
  find_package(glfw3 3.3 REQUIRED)
  find_package(PNG REQUIRED)

  # Debian's Dear ImGui is a static library without a CMake package; it needs stb beside it.
  find_path(IMGUI_INCLUDE_DIR imgui.h PATH_SUFFIXES imgui REQUIRED)
  find_library(IMGUI_LIBRARY imgui REQUIRED)
  find_library(STB_LIBRARY stb REQUIRED)
  add_library(imgui::imgui INTERFACE IMPORTED)
  target_include_directories(imgui::imgui INTERFACE ${IMGUI_INCLUDE_DIR})
  target_link_libraries(imgui::imgui INTERFACE ${IMGUI_LIBRARY} ${STB_LIBRARY})

  set(glad_dir ${PROJECT_BINARY_DIR}/glad)
  if(NOT EXISTS ${glad_dir}/src/gl.c)
    find_program(GLAD glad REQUIRED)
    execute_process(COMMAND ${GLAD} --reproducible --api gl:core=3.3 --out-path ${glad_dir} c
      RESULT_VARIABLE glad_failed OUTPUT_VARIABLE glad_said ERROR_VARIABLE glad_said)
    if(glad_failed)
      message(FATAL_ERROR "glad could not generate the OpenGL loader: ${glad_said}")
    endif()
  endif()
  add_library(glad STATIC ${glad_dir}/src/gl.c)
  target_include_directories(glad SYSTEM PUBLIC ${glad_dir}/include)
endif()
