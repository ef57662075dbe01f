#include "examples.h"

// The shipped scenarios are part of the program, so that it can write them anywhere; this file only
// names them, their text is that of the folder Scenarios. A test compares both lists.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_01_one_queue_yaml[] = {
#embed "../../Scenarios/01-one-queue.yaml"
};
static const unsigned char file_02_patience_yaml[] = {
#embed "../../Scenarios/02-patience.yaml"
};
static const unsigned char file_03_trunks_and_menu_yaml[] = {
#embed "../../Scenarios/03-trunks-and-menu.yaml"
};
static const unsigned char file_04_two_skills_yaml[] = {
#embed "../../Scenarios/04-two-skills.yaml"
};
static const unsigned char file_05_a_real_day_yaml[] = {
#embed "../../Scenarios/05-a-real-day.yaml"
};
static const unsigned char file_06_callers_who_come_back_yaml[] = {
#embed "../../Scenarios/06-callers-who-come-back.yaml"
};
static const unsigned char file_07_agents_are_people_yaml[] = {
#embed "../../Scenarios/07-agents-are-people.yaml"
};
static const unsigned char file_08_a_week_csv[] = {
#embed "../../Scenarios/08-a-week.csv"
};
static const unsigned char file_08_a_week_yaml[] = {
#embed "../../Scenarios/08-a-week.yaml"
};
static const unsigned char file_09_five_skills_yaml[] = {
#embed "../../Scenarios/09-five-skills.yaml"
};
static const unsigned char file_10_chat_yaml[] = {
#embed "../../Scenarios/10-chat.yaml"
};
static const unsigned char file_10_dates_yaml[] = {
#embed "../../Scenarios/10-dates.yaml"
};
static const unsigned char file_11_messages_and_mail_yaml[] = {
#embed "../../Scenarios/11-messages-and-mail.yaml"
};
static const unsigned char file_12_callbacks_yaml[] = {
#embed "../../Scenarios/12-callbacks.yaml"
};
static const unsigned char file_13_bot_yaml[] = {
#embed "../../Scenarios/13-bot.yaml"
};
static const unsigned char file_14_campaign_yaml[] = {
#embed "../../Scenarios/14-campaign.yaml"
};
static const unsigned char file_bank_1999_volumes_csv[] = {
#embed "../../Scenarios/bank-1999-volumes.csv"
};
static const unsigned char file_bank_1999_yaml[] = {
#embed "../../Scenarios/bank-1999.yaml"
};
static const unsigned char file_blended_desk_yaml[] = {
#embed "../../Scenarios/blended-desk.yaml"
};
static const unsigned char file_collections_yaml[] = {
#embed "../../Scenarios/collections.yaml"
};
static const unsigned char file_interaction_center_yaml[] = {
#embed "../../Scenarios/interaction-center.yaml"
};
static const unsigned char file_large_center_yaml[] = {
#embed "../../Scenarios/large-center.yaml"
};
static const unsigned char file_medium_center_yaml[] = {
#embed "../../Scenarios/medium-center.yaml"
};
static const unsigned char file_small_center_yaml[] = {
#embed "../../Scenarios/small-center.yaml"
};
static const unsigned char file_survey_yaml[] = {
#embed "../../Scenarios/survey.yaml"
};
static const unsigned char file_two_brands_yaml[] = {
#embed "../../Scenarios/two-brands.yaml"
};
static const unsigned char file_volumes_week_csv[] = {
#embed "../../Scenarios/volumes-week.csv"
};
static const unsigned char file_volumes_csv[] = {
#embed "../../Scenarios/volumes.csv"
};
static const unsigned char file_worked_example_yaml[] = {
#embed "../../Scenarios/worked-example.yaml"
};

static const example_file files[] = {
    {"01-one-queue.yaml", file_01_one_queue_yaml, sizeof file_01_one_queue_yaml},
    {"02-patience.yaml", file_02_patience_yaml, sizeof file_02_patience_yaml},
    {"03-trunks-and-menu.yaml", file_03_trunks_and_menu_yaml, sizeof file_03_trunks_and_menu_yaml},
    {"04-two-skills.yaml", file_04_two_skills_yaml, sizeof file_04_two_skills_yaml},
    {"05-a-real-day.yaml", file_05_a_real_day_yaml, sizeof file_05_a_real_day_yaml},
    {"06-callers-who-come-back.yaml", file_06_callers_who_come_back_yaml, sizeof file_06_callers_who_come_back_yaml},
    {"07-agents-are-people.yaml", file_07_agents_are_people_yaml, sizeof file_07_agents_are_people_yaml},
    {"08-a-week.csv", file_08_a_week_csv, sizeof file_08_a_week_csv},
    {"08-a-week.yaml", file_08_a_week_yaml, sizeof file_08_a_week_yaml},
    {"09-five-skills.yaml", file_09_five_skills_yaml, sizeof file_09_five_skills_yaml},
    {"10-chat.yaml", file_10_chat_yaml, sizeof file_10_chat_yaml},
    {"10-dates.yaml", file_10_dates_yaml, sizeof file_10_dates_yaml},
    {"11-messages-and-mail.yaml", file_11_messages_and_mail_yaml, sizeof file_11_messages_and_mail_yaml},
    {"12-callbacks.yaml", file_12_callbacks_yaml, sizeof file_12_callbacks_yaml},
    {"13-bot.yaml", file_13_bot_yaml, sizeof file_13_bot_yaml},
    {"14-campaign.yaml", file_14_campaign_yaml, sizeof file_14_campaign_yaml},
    {"bank-1999-volumes.csv", file_bank_1999_volumes_csv, sizeof file_bank_1999_volumes_csv},
    {"bank-1999.yaml", file_bank_1999_yaml, sizeof file_bank_1999_yaml},
    {"blended-desk.yaml", file_blended_desk_yaml, sizeof file_blended_desk_yaml},
    {"collections.yaml", file_collections_yaml, sizeof file_collections_yaml},
    {"interaction-center.yaml", file_interaction_center_yaml, sizeof file_interaction_center_yaml},
    {"large-center.yaml", file_large_center_yaml, sizeof file_large_center_yaml},
    {"medium-center.yaml", file_medium_center_yaml, sizeof file_medium_center_yaml},
    {"small-center.yaml", file_small_center_yaml, sizeof file_small_center_yaml},
    {"survey.yaml", file_survey_yaml, sizeof file_survey_yaml},
    {"two-brands.yaml", file_two_brands_yaml, sizeof file_two_brands_yaml},
    {"volumes-week.csv", file_volumes_week_csv, sizeof file_volumes_week_csv},
    {"volumes.csv", file_volumes_csv, sizeof file_volumes_csv},
    {"worked-example.yaml", file_worked_example_yaml, sizeof file_worked_example_yaml},
};

const example_file *example_files(void) { return files; }

unsigned long example_file_count(void) { return sizeof files / sizeof files[0]; }
