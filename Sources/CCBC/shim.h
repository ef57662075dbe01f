#ifndef SWITCHBOARD_CCBC_SHIM_H
#define SWITCHBOARD_CCBC_SHIM_H

#include <Cbc_C_Interface.h>

#endif
