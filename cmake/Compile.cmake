# What every target of ours is compiled with.

add_library(sayso_compile INTERFACE)
target_include_directories(sayso_compile INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
target_compile_options(sayso_compile INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
  $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast -Wnon-virtual-dtor>)
if(SAYSO_WERROR)
  target_compile_options(sayso_compile INTERFACE -Werror)
endif()
if(SAYSO_SANITIZE)
  target_compile_options(sayso_compile INTERFACE
    -fsanitize=${SAYSO_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(sayso_compile INTERFACE -fsanitize=${SAYSO_SANITIZE})
endif()

find_program(SAYSO_CCACHE ccache)
if(SAYSO_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${SAYSO_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${SAYSO_CCACHE})
endif()

# sayso_library(name FOLDERS a b ... LINKS x y ...): one library from the sources of these folders.
function(sayso_library name)
  cmake_parse_arguments(arg "" "" "FOLDERS;LINKS;PRIVATE" ${ARGN})
  set(sources)
  foreach(folder IN LISTS arg_FOLDERS)
    file(GLOB found CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp)
    list(APPEND sources ${found})
  endforeach()
  if(NOT sources)
    add_library(${name} INTERFACE)
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC sayso_compile ${arg_LINKS} PRIVATE ${arg_PRIVATE})
endfunction()
