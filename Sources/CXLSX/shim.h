#ifndef SWITCHBOARD_CXLSX_SHIM_H
#define SWITCHBOARD_CXLSX_SHIM_H

#include <xlsxwriter.h>

#endif
