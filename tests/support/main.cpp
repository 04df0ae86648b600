// The one main of every test program; Boost.Test prints the name of the program as the module.
#define BOOST_TEST_MODULE glasshouse
#include <boost/test/unit_test.hpp>
